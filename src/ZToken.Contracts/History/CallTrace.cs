using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>The calls within a transaction, by the node's <c>debug_traceTransaction</c>.</summary>
internal static class CallTrace
{
    private const int DeepestCall = 1024;

    /// <summary>Hands on the input of each call to a contract that was not undone, in order.</summary>
    /// <exception cref="InvalidDataException">The node does not trace, or its trace is malformed.</exception>
    public static async Task CollectAsync(EthereumClient client, Hash256 transaction, Address contract, Action<byte[]> collect, CancellationToken cancellationToken)
    {
        try
        {
            _ = await client.InvokeAsync(
                "debug_traceTransaction", [transaction.ToString(), new JsonObject { ["tracer"] = "callTracer" }], trace => Walk(trace, contract, collect, 0), cancellationToken);
        }
        catch (RpcException error)
        {
            throw new InvalidDataException($"Transaction {transaction} reached the z-contract through another contract, and the node does not trace it ({error.Message}): export from a node that answers debug_traceTransaction.", error);
        }
    }

    private static int Walk(JsonElement call, Address contract, Action<byte[]> collect, int depth)
    {
        if (depth > DeepestCall || call.TryGetProperty("error", out _))
        {
            return 0;
        }

        int calls = 0;
        if (call.GetProperty("type").GetString() == "CALL" && call.TryGetProperty("to", out JsonElement to) && Address.TryParse(to.GetString(), out Address target) && target == contract)
        {
            collect(Hex.TryReadPrefixed(call.GetProperty("input").GetString(), out byte[] input) ? input : throw new FormatException("'input' is malformed"));
            calls++;
        }

        if (call.TryGetProperty("calls", out JsonElement inner))
        {
            foreach (JsonElement next in inner.EnumerateArray())
            {
                calls += Walk(next, contract, collect, depth + 1);
            }
        }

        return calls;
    }
}
