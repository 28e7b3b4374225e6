using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What became of a transaction.</summary>
public sealed record ExecutionOutcome
{
    /// <summary>Why it was not run at all: then the state is as before, and the rest says nothing.</summary>
    public ExecutionRefusal Refusal { get; init; }

    /// <summary>What is wrong with it whatever the state, where it is <see cref="ExecutionRefusal.Unfit"/>.</summary>
    public TransactionRefusal Unfit { get; init; }

    /// <summary>Why the outermost call ended.</summary>
    public HaltReason Halt { get; init; }

    /// <summary>The gas that is paid for, refunds taken off.</summary>
    public ulong GasUsed { get; init; }

    /// <summary>What the call returned, or the reason it reverted with; a new contract's code.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>The contract that it made.</summary>
    public Address? Contract { get; init; }

    /// <summary>What contracts said; nothing where it failed.</summary>
    public IReadOnlyList<Log> Logs { get; init; } = [];

    /// <summary>Whether it ran to its end.</summary>
    public bool Succeeded => Halt == HaltReason.Success;
}
