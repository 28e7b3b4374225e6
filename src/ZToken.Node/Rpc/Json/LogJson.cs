using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Logs as eth_getLogs answers them. Blocks are final here: a log is never removed.</summary>
internal static class LogJson
{
    /// <summary>Writes a log and where it is.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="placed">The transaction in its block.</param>
    /// <param name="index">The log's place among those of the transaction.</param>
    /// <param name="indexInBlock">Its place among those of the block.</param>
    public static void Write(Utf8JsonWriter json, TransactionReceipt placed, int index, int indexInBlock)
    {
        Log log = placed.Receipt.Logs[index];
        json.WriteStartObject();
        json.WriteAddress("address", log.Address);
        json.WriteStartArray("topics");
        foreach (Hash256 topic in log.Topics)
        {
            json.WriteHashValue(topic);
        }

        json.WriteEndArray();
        json.WriteData("data", log.Data.Span);
        json.WriteQuantity("blockNumber", placed.Block.Number);
        json.WriteHash("transactionHash", placed.Transaction.Hash);
        json.WriteQuantity("transactionIndex", (ulong)placed.Index);
        json.WriteHash("blockHash", placed.Block.Hash);
        json.WriteQuantity("blockTimestamp", placed.Block.Header.Timestamp);
        json.WriteQuantity("logIndex", (ulong)indexInBlock);
        json.WriteBoolean("removed", value: false);
        json.WriteEndObject();
    }
}
