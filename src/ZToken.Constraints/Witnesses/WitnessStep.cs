namespace ZToken.Constraints;

/// <summary>A piece of witness computation that a gadget brings along: many values from a few, in one call.</summary>
/// <remarks>Immutable; the same step runs for every witness, on any thread.</remarks>
internal abstract class WitnessStep
{
    /// <summary>Whether it is worth a thread of its own; a light step runs in the order of the definition.</summary>
    public virtual bool IsHeavy => true;

    /// <summary>The slots it reads.</summary>
    public abstract ReadOnlySpan<Slot> Reads { get; }

    /// <summary>The slots it writes, none of which any other step writes.</summary>
    public abstract ReadOnlySpan<SlotRange> Writes { get; }

    /// <summary>Computes what it writes from what it reads.</summary>
    public abstract void Execute(in WitnessFrame frame);
}
