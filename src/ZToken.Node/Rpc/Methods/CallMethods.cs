using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Execution that changes nothing.</summary>
internal sealed class CallMethods(LocalChain node)
{
    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_call", 4, Call),
        ("eth_estimateGas", 4, Estimate),
    ];

    private void Call(RpcParameters parameters, Utf8JsonWriter json)
    {
        (CallInput call, BlockHeader at) = Read(parameters, isPending: false);
        SimulationOutcome outcome = node.Simulator.Call(call.Content, call.Sender, at, parameters.Cancellation);
        ThrowUnlessSucceeded(outcome, call);
        json.WriteDataValue(outcome.Output);
    }

    private void Estimate(RpcParameters parameters, Utf8JsonWriter json)
    {
        // Who asks without naming a block is about to send.
        (CallInput call, BlockHeader at) = Read(parameters, isPending: parameters.Optional(1) is null);
        GasEstimate estimate = node.Simulator.Estimate(call.Content, call.Sender, at, parameters.Cancellation);
        ThrowUnlessSucceeded(estimate.Outcome, call);
        json.WriteQuantityValue(estimate.Gas);
    }

    private (CallInput Call, BlockHeader At) Read(RpcParameters parameters, bool isPending)
    {
        CallInput call = CallInput.Read(parameters.Required(0, "transaction"), RpcParameters.What(0, "transaction"), node.Chain.ChainId);
        RefuseOverrides(parameters, 2, "state overrides");
        RefuseOverrides(parameters, 3, "block overrides");
        BlockReference block = parameters.Block(1);
        BlockHeader header = block.HeaderIn(node.Chain);
        return (call, isPending || block.IsPending ? After(header) : header);
    }

    /// <summary>The block that what is sent now will be in: contracts may do there what they did not yet do in the latest.</summary>
    private static BlockHeader After(BlockHeader latest)
    {
        ulong now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return latest with { Number = latest.Number + 1, Timestamp = Math.Max(latest.Timestamp, now) };
    }

    /// <summary>An answer over another state than the caller meant would be worse than none.</summary>
    private static void RefuseOverrides(RpcParameters parameters, int index, string name)
    {
        if (parameters.Optional(index) is JsonElement overrides)
        {
            JsonInput.RequireObject(overrides, RpcParameters.What(index, name));
            if (overrides.EnumerateObject().Any())
            {
                throw RpcFault.Parameter(RpcParameters.What(index, name), "this node does not override the state");
            }
        }
    }

    private static void ThrowUnlessSucceeded(SimulationOutcome outcome, CallInput call)
    {
        switch (outcome.Refusal)
        {
            case SimulationRefusal.GasBelowIntrinsic:
                throw new RpcFault(RpcErrorCode.Server, $"intrinsic gas too low: {call.Content.GasLimit} offered, the transaction itself takes {IntrinsicGas.Of(call.Content)}");
            case SimulationRefusal.BalanceTooLow:
                throw new RpcFault(RpcErrorCode.Server, $"insufficient funds for transfer: {call.Sender} has less than {call.Content.Value} wei");
            case SimulationRefusal.TimeOut:
                throw new RpcFault(RpcErrorCode.LimitExceeded, "execution timed out");
            default:
                break;
        }

        if (!outcome.Succeeded)
        {
            throw RpcFault.Of(outcome.Halt, outcome.Output);
        }
    }
}
