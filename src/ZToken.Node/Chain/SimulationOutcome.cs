using ZToken.Evm;

namespace ZToken.Node;

/// <summary>What became of a call that was tried.</summary>
public sealed record SimulationOutcome
{
    /// <summary>Why it was not tried, or not to its end.</summary>
    public SimulationRefusal Refusal { get; init; }

    /// <summary>How it ended.</summary>
    public HaltReason Halt { get; init; }

    /// <summary>The gas it would have paid for.</summary>
    public ulong GasUsed { get; init; }

    /// <summary>What it returned, or the reason it reverted with.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>Whether it ran to its end.</summary>
    public bool Succeeded => Refusal == SimulationRefusal.None && Halt == HaltReason.Success;
}
