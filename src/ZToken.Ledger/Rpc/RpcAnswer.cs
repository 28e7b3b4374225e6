using System.Globalization;
using System.Text.Json;

namespace ZToken.Ledger;

/// <summary>Reads answers of nodes. Whatever is not as Ethereum's execution API has it is an <see cref="InvalidDataException"/> that names the call.</summary>
internal static class RpcAnswer
{
    public static BlockHeader? ToHeader(JsonElement block)
    {
        if (block.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        BlockHeader header = new()
        {
            ParentHash = Hash(block, "parentHash"),
            OmmersHash = Hash(block, "sha3Uncles"),
            Beneficiary = ToAddress(block, "miner"),
            StateRoot = Hash(block, "stateRoot"),
            TransactionsRoot = Hash(block, "transactionsRoot"),
            ReceiptsRoot = Hash(block, "receiptsRoot"),
            LogsBloom = Bloom.TryRead(Bytes(block, "logsBloom"), out Bloom bloom) ? bloom : throw Malformed("logsBloom"),
            Difficulty = Quantity(block, "difficulty"),
            Number = Number(block, "number"),
            GasLimit = Number(block, "gasLimit"),
            GasUsed = Number(block, "gasUsed"),
            Timestamp = Number(block, "timestamp"),
            ExtraData = Bytes(block, "extraData"),
            PrevRandao = Hash(block, "mixHash"),
            Nonce = ulong.Parse(Convert.ToHexString(Bytes(block, "nonce")), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            BaseFeePerGas = Has(block, "baseFeePerGas") ? Quantity(block, "baseFeePerGas") : null,
            WithdrawalsRoot = Has(block, "withdrawalsRoot") ? Hash(block, "withdrawalsRoot") : null,
            BlobGasUsed = Has(block, "blobGasUsed") ? Number(block, "blobGasUsed") : null,
            ExcessBlobGas = Has(block, "excessBlobGas") ? Number(block, "excessBlobGas") : null,
            ParentBeaconBlockRoot = Has(block, "parentBeaconBlockRoot") ? Hash(block, "parentBeaconBlockRoot") : null,
            RequestsHash = Has(block, "requestsHash") ? Hash(block, "requestsHash") : null,
        };
        return header.ComputeHash() == Hash(block, "hash") ? header : throw new InvalidDataException("The block's hash is not that of its header.");
    }

    public static LogEntry ToLogEntry(JsonElement log) =>
        new(ToLog(log), Number(log, "blockNumber"), Hash(log, "blockHash"), Hash(log, "transactionHash"), Number(log, "logIndex"));

    public static TransactionOutcome? ToOutcome(JsonElement receipt) => receipt.ValueKind == JsonValueKind.Null ? null : new TransactionOutcome(
        new Receipt((TransactionType)Number(receipt, "type"), Number(receipt, "status") == 1, Number(receipt, "cumulativeGasUsed"), [.. receipt.GetProperty("logs").EnumerateArray().Select(ToLog)]),
        Number(receipt, "blockNumber"),
        Hash(receipt, "blockHash"),
        Number(receipt, "transactionIndex"),
        Number(receipt, "gasUsed"),
        Quantity(receipt, "effectiveGasPrice"),
        Has(receipt, "contractAddress") ? ToAddress(receipt, "contractAddress") : null);

    public static AccountProof ToProof(JsonElement proof, IReadOnlyList<Word> slots)
    {
        JsonElement[] storage = [.. proof.GetProperty("storageProof").EnumerateArray()];
        if (storage.Length != slots.Count)
        {
            throw Malformed("storageProof");
        }

        // The slots are those that were asked for: nodes write them back in several ways.
        return new AccountProof(
            ToAddress(proof, "address"),
            new Account(Number(proof, "nonce"), Quantity(proof, "balance"), Hash(proof, "storageHash"), Hash(proof, "codeHash")),
            Nodes(proof, "accountProof"),
            [.. storage.Zip(slots, (row, slot) => new StorageProof(slot, Quantity(row, "value"), Nodes(row, "proof")))]);
    }

    public static Word ToQuantity(JsonElement value) => Word.TryParse(value.GetString(), out Word word) ? word : throw Malformed("the result");

    public static ulong ToNumber(JsonElement value) => ToQuantity(value).TryToUInt64(out ulong number) ? number : throw Malformed("the result");

    public static byte[] ToBytes(JsonElement value) => Hex.TryReadPrefixed(value.GetString(), out byte[] bytes) ? bytes : throw Malformed("the result");

    public static Hash256 ToHash(JsonElement value) => Hash256.TryParse(value.GetString(), out Hash256 hash) ? hash : throw Malformed("the result");

    private static Log ToLog(JsonElement log) => new(
        ToAddress(log, "address"),
        [.. log.GetProperty("topics").EnumerateArray().Select(ToHash)],
        Bytes(log, "data"));

    private static byte[][] Nodes(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(ToBytes)];

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static Word Quantity(JsonElement element, string name) => Word.TryParse(Text(element, name), out Word value) ? value : throw Malformed(name);

    private static ulong Number(JsonElement element, string name) => Quantity(element, name).TryToUInt64(out ulong value) ? value : throw Malformed(name);

    private static Hash256 Hash(JsonElement element, string name) => Hash256.TryParse(Text(element, name), out Hash256 value) ? value : throw Malformed(name);

    private static Address ToAddress(JsonElement element, string name) => Address.TryParse(Text(element, name), out Address value) ? value : throw Malformed(name);

    private static byte[] Bytes(JsonElement element, string name) => Hex.TryReadPrefixed(Text(element, name), out byte[] value) ? value : throw Malformed(name);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw Malformed(name);

    private static InvalidDataException Malformed(string name) => new($"'{name}' is malformed.");
}
