using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The transaction object of eth_call and eth_estimateGas.</summary>
/// <param name="Content">The call; its gas limit is what was asked for, 0 where nothing was.</param>
/// <param name="Sender">As whom; the zero address where nobody is named.</param>
internal sealed record CallInput(Transaction Content, Address Sender)
{
    private const int MostListed = 4_096;

    /// <summary>Reads the object, strictly where a field is known; fields of later forks that would change the meaning are refused.</summary>
    /// <param name="value">The object.</param>
    /// <param name="what">The parameter's name.</param>
    /// <param name="chainId">The chain's number.</param>
    public static CallInput Read(JsonElement value, string what, ulong chainId)
    {
        JsonInput.RequireObject(value, what);
        foreach (string refused in (string[])["authorizationList", "blobVersionedHashes", "blobs", "maxFeePerBlobGas"])
        {
            if (JsonInput.Field(value, refused) is not null)
            {
                throw RpcFault.Parameter($"{what}.{refused}", "this chain knows neither blobs nor delegations of code");
            }
        }

        if (Number("chainId") is ulong chain && chain != chainId)
        {
            throw RpcFault.Parameter(what + ".chainId", $"this chain has the number {chainId}");
        }

        if (Number("type") is ulong kind && kind > (ulong)TransactionType.DynamicFee)
        {
            throw RpcFault.Parameter(what + ".type", "transaction type not supported: expected 0x0, 0x1 or 0x2");
        }

        (Word fee, Word tip) = ReadFees(value, what);
        Transaction content = new()
        {
            Type = TransactionType.DynamicFee,
            ChainId = chainId,
            Nonce = Number("nonce") ?? 0,
            MaxFeePerGas = fee,
            MaxPriorityFeePerGas = tip,
            GasLimit = Number("gas") is ulong gas ? Math.Max(gas, 1) : 0,
            To = JsonInput.Field(value, "to") is JsonElement to ? JsonInput.ToAddress(to, what + ".to") : null,
            Value = Quantity("value") ?? Word.Zero,
            Data = ReadData(value, what),
            AccessList = JsonInput.Field(value, "accessList") is JsonElement list ? ReadAccessList(list, what + ".accessList") : [],
        };
        return new CallInput(content, JsonInput.Field(value, "from") is JsonElement from ? JsonInput.ToAddress(from, what + ".from") : default);

        ulong? Number(string name) => JsonInput.Field(value, name) is JsonElement field ? JsonInput.ToNumber(field, $"{what}.{name}") : null;
        Word? Quantity(string name) => JsonInput.Field(value, name) is JsonElement field ? JsonInput.ToQuantity(field, $"{what}.{name}") : null;
    }

    private static (Word Fee, Word Tip) ReadFees(JsonElement value, string what)
    {
        Word? price = Quantity("gasPrice"), fee = Quantity("maxFeePerGas"), tip = Quantity("maxPriorityFeePerGas");
        if (price is not null && (fee is not null || tip is not null))
        {
            throw RpcFault.Parameter(what, "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
        }

        if (fee is Word most && tip is Word offered && offered > most)
        {
            throw RpcFault.Parameter(what, $"max priority fee per gas higher than max fee per gas: {offered} and {most}");
        }

        return price is Word single ? (single, single) : (fee ?? tip ?? Word.Zero, tip ?? Word.Zero);

        Word? Quantity(string name) => JsonInput.Field(value, name) is JsonElement field ? JsonInput.ToQuantity(field, $"{what}.{name}") : null;
    }

    private static byte[] ReadData(JsonElement value, string what)
    {
        byte[]? input = JsonInput.Field(value, "input") is JsonElement first ? JsonInput.ToBytes(first, what + ".input") : null;
        byte[]? data = JsonInput.Field(value, "data") is JsonElement second ? JsonInput.ToBytes(second, what + ".data") : null;
        if (input is not null && data is not null && !input.AsSpan().SequenceEqual(data))
        {
            throw RpcFault.Parameter(what, "both \"data\" and \"input\" are set and not equal");
        }

        return input ?? data ?? [];
    }

    private static AccessListEntry[] ReadAccessList(JsonElement value, string what)
    {
        int keys = 0;
        return [.. JsonInput.ToItems(value, what, MostListed).Select((item, i) =>
        {
            string entry = $"{what}[{i}]";
            JsonInput.RequireObject(item, entry);
            JsonElement address = JsonInput.Field(item, "address") ?? throw RpcFault.Parameter(entry, "address is missing");
            JsonElement[] slots = JsonInput.Field(item, "storageKeys") is JsonElement listed ? JsonInput.ToItems(listed, entry + ".storageKeys", MostListed) : [];
            keys += slots.Length;
            return keys <= MostListed
                ? new AccessListEntry(JsonInput.ToAddress(address, entry + ".address"), [.. slots.Select(slot => JsonInput.ToHash(slot, entry + ".storageKeys").ToWord())])
                : throw RpcFault.Parameter(what, $"at most {MostListed} storage keys are taken");
        })];
    }
}
