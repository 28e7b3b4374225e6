using System.Globalization;
using System.Text;
using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>Runs one of the legacy VMTests: a call without a transaction around it.</summary>
internal static class VmTest
{
    /// <summary>Why it failed, or null.</summary>
    public static string? Run(JsonElement test)
    {
        JsonElement exec = test.GetProperty("exec");
        WorldState state = PreState.Read(test.GetProperty("pre"));
        Address address = exec.Account("address");
        state.SetCode(address, exec.Bytes("code"));
        Machine machine = new(FrontierFork.Rules, ReadBlock(test.GetProperty("env")), state)
        {
            Transaction = new TransactionContext(exec.Account("origin"), exec.Number("gasPrice"), []),
        };

        // These tests move no value, which a DELEGATECALL does not either.
        CallRequest request = new()
        {
            Kind = CallKind.DelegateCall,
            Caller = exec.Account("caller"),
            Target = address,
            CodeAddress = address,
            Value = exec.Number("value"),
            Input = exec.Bytes("data"),
            Gas = (long)exec.Number("gas").Low64,
        };
        CallOutcome outcome = machine.Run(request);
        if (!test.TryGetProperty("post", out JsonElement post))
        {
            return outcome.IsSuccess ? "should have failed" : null;
        }

        return !outcome.IsSuccess ? $"ended with {outcome.Halt}"
            : outcome.GasLeft != (long)test.Number("gas").Low64 ? $"left {outcome.GasLeft} gas"
            : !outcome.Output.Span.SequenceEqual(test.Bytes("out")) ? "gave other output"
            : LogHash.Of(state.Logs) != JsonValues.Hash(test.Text("logs")) ? "logged something else"
            : Compare(state, test.GetProperty("pre"), post);
    }

    private static BlockContext ReadBlock(JsonElement env) => new()
    {
        ChainId = 1,
        Number = env.Number("currentNumber").Low64,
        Timestamp = env.Number("currentTimestamp").Low64,
        GasLimit = env.Number("currentGasLimit").Low64,
        Coinbase = env.Account("currentCoinbase"),
        Random = env.Number("currentDifficulty"),
        HashOf = static number => Hash256.Of(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))),
    };

    private static string? Compare(WorldState state, JsonElement pre, JsonElement post)
    {
        state.EndTransaction();
        foreach (JsonProperty gone in pre.EnumerateObject().Where(account => !post.TryGetProperty(account.Name, out _)))
        {
            if (!state.Account(JsonValues.Account(gone.Name)).IsEmpty)
            {
                return gone.Name + " is still there";
            }
        }

        foreach (JsonProperty entry in post.EnumerateObject())
        {
            Address address = JsonValues.Account(entry.Name);
            if (state.BalanceOf(address) != entry.Value.Number("balance")
                || state.NonceOf(address) != entry.Value.Number("nonce").Low64
                || !state.CodeOf(address).SequenceEqual(entry.Value.Bytes("code")))
            {
                return entry.Name + " has another balance, nonce or code";
            }

            foreach (JsonProperty slot in entry.Value.GetProperty("storage").EnumerateObject())
            {
                if (state.StorageOf(address, JsonValues.Number(slot.Name)) != JsonValues.Number(slot.Value.GetString()!))
                {
                    return $"{entry.Name} has something else at {slot.Name}";
                }
            }
        }

        return null;
    }
}
