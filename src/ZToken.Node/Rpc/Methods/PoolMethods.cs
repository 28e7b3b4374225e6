using System.Globalization;
using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Handing transactions in, and what waits.</summary>
internal sealed class PoolMethods(LocalChain node)
{
    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_sendRawTransaction", 1, SendRawTransaction),
        ("txpool_status", 0, GetStatus),
        ("txpool_content", 0, (_, json) => WriteContent(json, node.Pool.Content())),
        ("txpool_contentFrom", 1, GetContentFrom),
    ];

    private void SendRawTransaction(RpcParameters parameters, Utf8JsonWriter json)
    {
        byte[] raw = parameters.Bytes(0, "transaction");
        PoolAnswer answer = node.Submit(raw);
        if (!answer.IsAccepted)
        {
            throw PoolFault.Of(answer, raw, node);
        }

        json.WriteHashValue(answer.Hash);
    }

    private void GetStatus(RpcParameters parameters, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteQuantity("pending", (ulong)node.Pool.PendingCount);
        json.WriteQuantity("queued", (ulong)node.Pool.QueuedCount);
        json.WriteEndObject();
    }

    private void GetContentFrom(RpcParameters parameters, Utf8JsonWriter json)
    {
        Address account = parameters.Address(0, "address");
        ILookup<bool, PooledTransaction> content = node.Pool.Content().Where(waiting => waiting.Sender == account).ToLookup(waiting => waiting.IsPending);
        json.WriteStartObject();
        foreach ((string name, bool isPending) in ((string, bool)[])[("pending", true), ("queued", false)])
        {
            json.WriteStartObject(name);
            WriteByNonce(json, content[isPending]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, IReadOnlyList<PooledTransaction> content)
    {
        json.WriteStartObject();
        foreach ((string name, bool isPending) in ((string, bool)[])[("pending", true), ("queued", false)])
        {
            json.WriteStartObject(name);
            foreach (IGrouping<Address, PooledTransaction> sender in content.Where(waiting => waiting.IsPending == isPending).GroupBy(waiting => waiting.Sender))
            {
                json.WriteStartObject(sender.Key.ToString());
                WriteByNonce(json, sender);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteByNonce(Utf8JsonWriter json, IEnumerable<PooledTransaction> waiting)
    {
        foreach (PooledTransaction row in waiting)
        {
            json.WritePropertyName(row.Transaction.Content.Nonce.ToString(CultureInfo.InvariantCulture));
            TransactionJson.WriteWaiting(json, row.Transaction, row.Sender);
        }
    }
}
