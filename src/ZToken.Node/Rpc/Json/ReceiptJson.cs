using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Receipts as eth_getTransactionReceipt answers them.</summary>
internal static class ReceiptJson
{
    /// <summary>Writes what came of a transaction.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="placed">The transaction in its block.</param>
    /// <param name="firstLogIndex">The place of its first log among those of the block.</param>
    public static void Write(Utf8JsonWriter json, TransactionReceipt placed, int firstLogIndex)
    {
        Receipt receipt = placed.Receipt;
        json.WriteStartObject();
        json.WriteHash("blockHash", placed.Block.Hash);
        json.WriteQuantity("blockNumber", placed.Block.Number);
        json.WriteAddress("contractAddress", placed.Contract);
        json.WriteQuantity("cumulativeGasUsed", receipt.CumulativeGasUsed);
        json.WriteQuantity("effectiveGasPrice", placed.EffectiveGasPrice);
        json.WriteAddress("from", placed.Sender);
        json.WriteQuantity("gasUsed", placed.GasUsed);
        json.WriteStartArray("logs");
        for (int i = 0; i < receipt.Logs.Count; i++)
        {
            LogJson.Write(json, placed, i, firstLogIndex + i);
        }

        json.WriteEndArray();
        json.WriteData("logsBloom", receipt.Bloom.AsSpan());
        json.WriteQuantity("status", receipt.Succeeded ? 1UL : 0);
        json.WriteAddress("to", placed.Transaction.Content.To);
        json.WriteHash("transactionHash", placed.Transaction.Hash);
        json.WriteQuantity("transactionIndex", (ulong)placed.Index);
        json.WriteQuantity("type", (ulong)receipt.Type);
        json.WriteEndObject();
    }

    /// <summary>Writes the receipts of a block, in order.</summary>
    public static void WriteAll(Utf8JsonWriter json, CommittedBlock block)
    {
        json.WriteStartArray();
        int firstLog = 0;
        for (int i = 0; i < block.Receipts.Count; i++)
        {
            Write(json, block.ReceiptOf(i), firstLog);
            firstLog += block.Receipts[i].Logs.Count;
        }

        json.WriteEndArray();
    }
}
