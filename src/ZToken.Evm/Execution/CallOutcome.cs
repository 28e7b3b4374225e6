namespace ZToken.Evm;

/// <summary>How the outermost call ended.</summary>
/// <param name="Halt">Why.</param>
/// <param name="GasLeft">What is left of its gas: nothing after a failure.</param>
/// <param name="Output">What it returned, or the reason it reverted with; the code in a creation.</param>
internal readonly record struct CallOutcome(HaltReason Halt, long GasLeft, ReadOnlyMemory<byte> Output)
{
    public bool IsSuccess => Halt == HaltReason.Success;
}
