using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Ledger;

namespace ZToken.EndToEnd.Tests;

/// <summary>What a shielded transfer T(2,1) costs with the verifiers in Solidity, by part: the table of docs/performance.md.</summary>
public sealed class GasTests(Keys keys)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shielded_transfer_costs_at_most_1_1_million_gas_on_anvil()
    {
        await using AnvilNode anvil = await AnvilNode.StartAsync(LedgerStory.ChainId);
        await using LedgerStory story = await LedgerStory.BeginAsync(anvil, VerifierHome.Solidity, keys.Prover);
        _ = await story.TakeAsync(await story.PayAsync(story.A, story.B, 100_00));
        _ = await story.TakeAsync(await story.ShieldAsync(story.A, 100_00), story.A.Sender);
        BundleOperation first = await story.PayAsync(story.A, story.B, 10_00), second = await story.PayAsync(story.B, story.A, 5_00);
        // In one block: the first seals the root of the block before, the second finds it sealed.
        await story.TakeTogetherAsync(first, second);
        JsonElement[] transactions = await anvil.Client.InvokeAsync(
            "eth_getBlockByNumber", ["latest", true], block => block.GetProperty("transactions").EnumerateArray().Select(transaction => transaction.Clone()).ToArray(), Cancelled);
        Assert.Equal(2, transactions.Length);

        foreach (JsonElement transaction in transactions)
        {
            Dictionary<string, ulong> parts = await MeasureAsync(anvil.Client, story.Demo.Ledger, transaction);
            foreach ((string part, ulong gas) in parts)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part,-40} {gas,10:N0}"));
            }

            Assert.InRange(parts["all"], 400_000UL, 1_100_000UL);
            Assert.InRange(parts["Groth16"], 200_000UL, 400_000UL);
        }
    }

    private static async Task<Dictionary<string, ulong>> MeasureAsync(EthereumClient client, DeployedLedger ledger, JsonElement transaction)
    {
        string hash = transaction.GetProperty("hash").GetString()!;
        byte[] input = Hex.TryReadPrefixed(transaction.GetProperty("input").GetString(), out byte[] bytes) ? bytes : [];
        (ulong all, int logBytes, int logs) = await client.InvokeAsync("eth_getTransactionReceipt", [hash], ReadReceipt, Cancelled);
        Dictionary<string, ulong> parts = new(StringComparer.Ordinal)
        {
            ["all"] = all,
            ["transaction and calldata"] = IntrinsicGas.Of(new Transaction { To = ledger.ZToken, Data = input }),
            ["events"] = (ulong)((375 * logs) + (8 * logBytes)),
        };
        Dictionary<Address, string> names = new()
        {
            [ledger.Verifier] = "Groth16",
            [ledger.RedJubjub] = "RedJubjub and points",
            [ledger.Poseidon2] = "Poseidon2: root and appending",
            [ledger.Governance] = "governance",
            [ledger.Registry] = "registry",
        };
        JsonObject tracer = new() { ["tracer"] = "callTracer" };
        _ = await client.InvokeAsync("debug_traceTransaction", [hash, tracer], trace => Add(trace.GetProperty("calls"), names, parts), Cancelled);
        ulong told = parts.Where(part => part.Key != "all").Aggregate(0UL, (sum, part) => sum + part.Value);
        // Two nullifiers and the tree's nodes are words that were never written: 22,100 gas each.
        parts["z-contract: storage, hashing, checks"] = all - told;
        return parts;
    }

    private static (ulong All, int LogBytes, int Logs) ReadReceipt(JsonElement receipt)
    {
        JsonElement[] logs = [.. receipt.GetProperty("logs").EnumerateArray()];
        int topics = logs.Sum(log => log.GetProperty("topics").GetArrayLength());
        _ = Word.TryParse(receipt.GetProperty("gasUsed").GetString(), out Word gas);
        return (gas.Low64, logs.Sum(log => (log.GetProperty("data").GetString()!.Length - 2) / 2), logs.Length + topics);
    }

    private static int Add(JsonElement calls, Dictionary<Address, string> names, Dictionary<string, ulong> parts)
    {
        foreach (JsonElement call in calls.EnumerateArray())
        {
            _ = Address.TryParse(call.GetProperty("to").GetString(), out Address to);
            _ = Word.TryParse(call.GetProperty("gasUsed").GetString(), out Word gas);
            // What the z-contract calls beside ours are precompiles: BLAKE2b for the signature hash.
            string name = names.GetValueOrDefault(to, "BLAKE2b");
            parts[name] = parts.GetValueOrDefault(name) + gas.Low64;
        }

        return 0;
    }
}
