using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>Runs the Cancun cases of one of the GeneralStateTests: a transaction, of which the state's root and the logs' hash are known.</summary>
internal static class StateTest
{
    private const string ForkName = "Cancun";

    /// <summary>The cases of a test by their place in its list, each with why it failed, or null.</summary>
    public static IEnumerable<(string Case, string? Failure)> Run(JsonElement test)
    {
        if (!test.GetProperty("post").TryGetProperty(ForkName, out JsonElement cases))
        {
            yield break;
        }

        BlockContext block = ReadBlock(test.GetProperty("env"));
        foreach (JsonElement expected in cases.EnumerateArray())
        {
            JsonElement indexes = expected.GetProperty("indexes");
            yield return ($"d{indexes.GetProperty("data")}g{indexes.GetProperty("gas")}v{indexes.GetProperty("value")}", Run(test, expected, block));
        }
    }

    private static string? Run(JsonElement test, JsonElement expected, BlockContext block)
    {
        WorldState state = PreState.Read(test.GetProperty("pre"));
        ExecutionOutcome? outcome = null;
        TransactionRefusal malformed = SignedTransaction.Read(expected.Bytes("txbytes"), out SignedTransaction? transaction);
        if (malformed == TransactionRefusal.None)
        {
            outcome = new TransactionProcessor(Fork.Cancun, block, state).Apply(transaction!);
        }

        ExecutionRefusal refusal = outcome?.Refusal ?? ExecutionRefusal.Unfit;
        TransactionRefusal unfit = outcome?.Unfit ?? malformed;
        if (ExpectedRefusals.Compare(expected, refusal, unfit) is string difference)
        {
            return difference;
        }

        if (LogHash.Of(outcome?.Logs ?? []) != JsonValues.Hash(expected.Text("logs")))
        {
            return "logged something else";
        }

        return state.Root == JsonValues.Hash(expected.Text("hash")) ? null : $"left another state ({outcome?.Halt}, {outcome?.GasUsed} gas)";
    }

    private static BlockContext ReadBlock(JsonElement env) => new()
    {
        ChainId = 1,
        Number = env.Number("currentNumber").Low64,
        Timestamp = env.Number("currentTimestamp").Low64,
        GasLimit = env.Number("currentGasLimit").Low64,
        Coinbase = env.Account("currentCoinbase"),
        Random = env.NumberOr("currentRandom", Word.Zero),
        BaseFee = env.NumberOr("currentBaseFee", Word.Zero),
        BlobBaseFee = BlobGas.BaseFee(env.NumberOr("currentExcessBlobGas", Word.Zero).Low64),
        HashOf = static number => Hash256.Of(System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    };
}
