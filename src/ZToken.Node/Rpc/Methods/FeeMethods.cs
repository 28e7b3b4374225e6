using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What gas costs: nothing has to be paid, and a tip comes first.</summary>
internal sealed class FeeMethods(LocalChain node)
{
    private const ulong MostBlocks = 1_024;
    private const int MostPercentiles = 100;

    private readonly Chain chain = node.Chain;

    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_gasPrice", 0, (_, json) => json.WriteQuantityValue(BlockRules.BaseFee)),
        ("eth_baseFee", 0, (_, json) => json.WriteQuantityValue(BlockRules.BaseFee)),
        ("eth_maxPriorityFeePerGas", 0, (_, json) => json.WriteQuantityValue(0)),
        ("eth_blobBaseFee", 0, (_, json) => json.WriteQuantityValue(BlobBaseFee)),
        ("eth_feeHistory", 3, GetFeeHistory),
    ];

    /// <summary>The least there is (EIP-4844), since no block has blobs.</summary>
    private static Word BlobBaseFee => Word.One;

    private void GetFeeHistory(RpcParameters parameters, Utf8JsonWriter json)
    {
        ulong count = Math.Min(ReadCount(parameters.Required(0, "block count"), RpcParameters.What(0, "block count")), MostBlocks);
        ulong newest = parameters.RequiredBlock(1).HeaderIn(chain).Number;
        double[] percentiles = parameters.Optional(2) is JsonElement list ? ReadPercentiles(list, RpcParameters.What(2, "reward percentiles")) : [];
        count = Math.Min(count, newest + 1);
        ulong oldest = count == 0 ? 0 : newest - count + 1;
        CommittedBlock[] blocks = new CommittedBlock[count];
        for (ulong i = 0; i < count; i++)
        {
            parameters.Cancellation.ThrowIfCancellationRequested();
            blocks[i] = chain.Find(oldest + i)!;
        }

        json.WriteStartObject();
        json.WriteQuantity("oldestBlock", oldest);
        if (percentiles.Length > 0 && count > 0)
        {
            WriteRewards(json, blocks, percentiles);
        }

        // One more than there are blocks: the next one's fee is known too.
        WriteFees(json, "baseFeePerGas", blocks.Length, BlockRules.BaseFee);
        WriteRatios(json, "gasUsedRatio", blocks.Select(block => (double)block.Header.GasUsed / block.Header.GasLimit));
        WriteFees(json, "baseFeePerBlobGas", blocks.Length, BlobBaseFee);
        WriteRatios(json, "blobGasUsedRatio", blocks.Select(_ => 0.0));
        json.WriteEndObject();
    }

    private static void WriteRewards(Utf8JsonWriter json, CommittedBlock[] blocks, double[] percentiles)
    {
        json.WriteStartArray("reward");
        foreach (CommittedBlock block in blocks)
        {
            json.WriteStartArray();
            foreach (Word tip in Tips(block, percentiles))
            {
                json.WriteQuantityValue(tip);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>The tips at some shares of the block's gas, cheapest gas first.</summary>
    private static IEnumerable<Word> Tips(CommittedBlock block, double[] percentiles)
    {
        (Word Tip, ulong Gas)[] paid =
            [.. Enumerable.Range(0, block.Receipts.Count).Select(block.ReceiptOf).Select(placed => (Tip: placed.EffectiveGasPrice - BlockRules.BaseFee, Gas: placed.GasUsed)).OrderBy(row => row.Tip)];
        int i = 0;
        ulong sum = paid.Length == 0 ? 0 : paid[0].Gas;
        foreach (double percentile in percentiles)
        {
            double threshold = block.Header.GasUsed * percentile / 100;
            while (sum < threshold && i < paid.Length - 1)
            {
                sum += paid[++i].Gas;
            }

            yield return paid.Length == 0 ? Word.Zero : paid[i].Tip;
        }
    }

    private static void WriteFees(Utf8JsonWriter json, string name, int blocks, in Word fee)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < (blocks == 0 ? 0 : blocks + 1); i++)
        {
            json.WriteQuantityValue(fee);
        }

        json.WriteEndArray();
    }

    private static void WriteRatios(Utf8JsonWriter json, string name, IEnumerable<double> ratios)
    {
        json.WriteStartArray(name);
        foreach (double ratio in ratios)
        {
            json.WriteNumberValue(ratio);
        }

        json.WriteEndArray();
    }

    /// <summary>A quantity; some callers write a plain number.</summary>
    private static ulong ReadCount(JsonElement value, string what) =>
        value.ValueKind != JsonValueKind.Number ? JsonInput.ToNumber(value, what)
        : value.TryGetUInt64(out ulong count) ? count
        : throw RpcFault.Parameter(what, "expected a whole number below 2^64");

    private static double[] ReadPercentiles(JsonElement value, string what)
    {
        double[] percentiles = [.. JsonInput.ToItems(value, what, MostPercentiles).Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out double percentile) && percentile is >= 0 and <= 100
                ? percentile
                : throw RpcFault.Parameter(what, "expected numbers from 0 to 100"))];
        return percentiles.Zip(percentiles.Skip(1)).All(pair => pair.First <= pair.Second) ? percentiles : throw RpcFault.Parameter(what, "expected numbers that rise");
    }
}
