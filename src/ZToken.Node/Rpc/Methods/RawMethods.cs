using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The consensus encodings, for those who check hashes themselves: debug_getRaw*.</summary>
internal sealed class RawMethods(LocalChain node)
{
    private readonly Chain chain = node.Chain;

    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("debug_getRawHeader", 1, (parameters, json) => json.WriteDataValue(parameters.RequiredBlock(0).HeaderIn(chain).Encode())),
        ("debug_getRawBlock", 1, (parameters, json) => json.WriteDataValue(parameters.RequiredBlock(0).BlockIn(chain).Block.Encode())),
        ("debug_getRawReceipts", 1, GetRawReceipts),
        ("debug_getRawTransaction", 1, GetRawTransaction),
    ];

    private void GetRawReceipts(RpcParameters parameters, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Receipt receipt in parameters.RequiredBlock(0).BlockIn(chain).Receipts)
        {
            json.WriteDataValue(receipt.Encode());
        }

        json.WriteEndArray();
    }

    private void GetRawTransaction(RpcParameters parameters, Utf8JsonWriter json)
    {
        Hash256 hash = parameters.Hash(0, "transaction hash");
        SignedTransaction? waiting = node.Pool.Find(hash);
        SignedTransaction found = chain.FindTransaction(hash)?.Transaction ?? waiting ?? throw new RpcFault(RpcErrorCode.NotFound, $"transaction {hash} not found");
        json.WriteDataValue(found.Encoded.Span);
    }
}
