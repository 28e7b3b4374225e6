using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The block that a call is about: a tag, a number or a hash (EIP-1898).</summary>
/// <remarks>A committed block stays for ever, so that latest, safe and finalized are the same; the pending block is the latest, with the pool's nonces; calls run in the one after it.</remarks>
internal readonly record struct BlockReference
{
    private BlockReference(ulong? number, Hash256? hash, bool isPending) => (Number, Hash, IsPending) = (number, hash, isPending);

    public static BlockReference Latest => default;

    /// <summary>The height; null for the latest or where there is a hash.</summary>
    public ulong? Number { get; }

    public Hash256? Hash { get; }

    public bool IsPending { get; }

    public static BlockReference Read(JsonElement value, string what)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return ReadObject(value, what);
        }

        string text = JsonInput.ToText(value, what, "a block (number, hash or tag)");
        if (Hash256.TryParse(text, out Hash256 hash))
        {
            return new BlockReference(null, hash, isPending: false);
        }

        return text switch
        {
            "latest" or "safe" or "finalized" => Latest,
            "pending" => new BlockReference(null, null, isPending: true),
            "earliest" => new BlockReference(0, null, isPending: false),
            _ => new BlockReference(JsonInput.ToNumber(value, what), null, isPending: false),
        };
    }

    /// <summary>The block; null where there is none.</summary>
    public CommittedBlock? FindIn(Chain chain) => Hash is Hash256 hash ? chain.Find(hash) : Number is ulong number ? chain.Find(number) : chain.Head;

    /// <summary>The header of the block.</summary>
    /// <exception cref="RpcFault">There is no such block.</exception>
    public BlockHeader HeaderIn(Chain chain) =>
        (Hash is Hash256 hash ? chain.Find(hash)?.Header : Number is ulong number ? chain.FindHeader(number) : chain.Head.Header) ?? throw NotFound();

    /// <summary>The block.</summary>
    /// <exception cref="RpcFault">There is no such block.</exception>
    public CommittedBlock BlockIn(Chain chain) => FindIn(chain) ?? throw NotFound();

    private RpcFault NotFound() => new(RpcErrorCode.NotFound, $"block {Hash?.ToString() ?? Number?.ToString(System.Globalization.CultureInfo.InvariantCulture)} not found");

    private static BlockReference ReadObject(JsonElement value, string what)
    {
        JsonElement? hash = JsonInput.Field(value, "blockHash"), number = JsonInput.Field(value, "blockNumber");
        if (hash is null == number is null)
        {
            throw RpcFault.Parameter(what, "expected blockHash or blockNumber, and not both");
        }

        if (hash is JsonElement named)
        {
            if (JsonInput.Field(value, "requireCanonical") is JsonElement canonical)
            {
                // Every block of this chain is canonical.
                JsonInput.ToBoolean(canonical, what + ".requireCanonical");
            }

            return new BlockReference(null, JsonInput.ToHash(named, what + ".blockHash"), isPending: false);
        }

        return number!.Value.ValueKind == JsonValueKind.String ? Read(number.Value, what + ".blockNumber") : throw RpcFault.Parameter(what + ".blockNumber", "expected a number or a tag");
    }
}
