using System.Diagnostics;

namespace ZToken.Constraints;

/// <summary>Where the values of one witness stand in their array: wires, forms that are factors, advice.</summary>
/// <param name="WireCount">Wires.</param>
/// <param name="FactorCount">Wires and forms that are factors.</param>
/// <param name="AdviceCount">Values that are no part of the system.</param>
internal readonly record struct WitnessLayout(int WireCount, int FactorCount, int AdviceCount)
{
    public int Length => FactorCount + AdviceCount;

    /// <summary>The place of a slot; a form that is a factor has its own number as place.</summary>
    public int PlaceOf(Slot slot) => slot.Kind switch
    {
        0 => slot.Index,
        1 => WireCount + slot.Index,
        2 => FactorCount + slot.Index,
        _ => throw new UnreachableException("A product has no place of its own."),
    };
}
