using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What the pool says to a transaction.</summary>
/// <param name="Refusal">Why it is not taken.</param>
/// <param name="Hash">The hash of its bytes.</param>
public readonly record struct PoolAnswer(PoolRefusal Refusal, Hash256 Hash)
{
    /// <summary>What is wrong with it whatever the state, where it is <see cref="PoolRefusal.Unfit"/>.</summary>
    public TransactionRefusal Unfit { get; init; }

    /// <summary>How it would fail, where it is <see cref="PoolRefusal.ExecutionFails"/>.</summary>
    public HaltReason Halt { get; init; }

    /// <summary>What it would revert with, where it is <see cref="PoolRefusal.ExecutionFails"/>.</summary>
    public ReadOnlyMemory<byte> RevertData { get; init; }

    /// <summary>Whether the pool has it now.</summary>
    public bool IsAccepted => Refusal == PoolRefusal.None;
}
