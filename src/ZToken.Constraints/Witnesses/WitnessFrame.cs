using System.Diagnostics;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The values of one witness while they are being computed: wires, then forms, then advice, in one array.</summary>
internal readonly ref struct WitnessFrame
{
    private readonly Span<Fr> values;
    private readonly int forms;
    private readonly int advice;

    public WitnessFrame(Span<Fr> values, int wireCount, int formCount)
    {
        this.values = values;
        forms = wireCount;
        advice = wireCount + formCount;
    }

    /// <summary>The values of all wires.</summary>
    public ReadOnlySpan<Fr> Wires => values[..forms];

    public ref Fr this[Slot slot] => ref values[Offset(slot)];

    public Span<Fr> this[SlotRange range] => values.Slice(Offset(range.First), range.Count);

    private int Offset(Slot slot) => slot.Kind switch
    {
        0 => slot.Index,
        1 => forms + slot.Index,
        2 => advice + slot.Index,
        _ => throw new UnreachableException("A product has no place of its own."),
    };
}
