namespace ZToken.Constraints;

/// <summary>A value that helps to compute a witness but is no part of the constraint system.</summary>
/// <remarks>A circuit cannot constrain it: only wires computed from it. Path siblings and scalars before their decomposition come in this way.</remarks>
public readonly struct Advice
{
    internal Advice(Slot slot) => Slot = slot;

    internal Slot Slot { get; }
}
