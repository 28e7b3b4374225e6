using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The parameters of one call, read by place; an absent one and a null are the same.</summary>
internal sealed class RpcParameters(IReadOnlyList<JsonElement> values, CancellationToken cancellation)
{
    public int Count => values.Count;

    /// <summary>Cancelled when the call has taken too long, or nobody waits for the answer any more.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    public JsonElement? Optional(int index) => index < values.Count && values[index].ValueKind != JsonValueKind.Null ? values[index] : null;

    public JsonElement Required(int index, string name) =>
        Optional(index) ?? throw new RpcFault(RpcErrorCode.InvalidParameters, $"missing value for required argument {index} ({name})");

    public Address Address(int index, string name) => JsonInput.ToAddress(Required(index, name), What(index, name));

    public Hash256 Hash(int index, string name) => JsonInput.ToHash(Required(index, name), What(index, name));

    public byte[] Bytes(int index, string name) => JsonInput.ToBytes(Required(index, name), What(index, name));

    public ulong Number(int index, string name) => JsonInput.ToNumber(Required(index, name), What(index, name));

    public BlockReference Block(int index) => Optional(index) is JsonElement value ? BlockReference.Read(value, What(index, "block")) : BlockReference.Latest;

    public BlockReference RequiredBlock(int index) => BlockReference.Read(Required(index, "block"), What(index, "block"));

    public static string What(int index, string name) => $"argument {index} ({name})";
}
