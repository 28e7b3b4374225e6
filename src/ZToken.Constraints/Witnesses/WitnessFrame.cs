using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The values of one witness while they are being computed.</summary>
/// <param name="values">The array.</param>
/// <param name="layout">Where in it what stands.</param>
internal readonly ref struct WitnessFrame(Span<Fr> values, WitnessLayout layout)
{
    private readonly Span<Fr> values = values;
    private readonly WitnessLayout layout = layout;

    public ref Fr this[Slot slot] => ref values[layout.PlaceOf(slot)];

    public Span<Fr> this[SlotRange range] => values.Slice(layout.PlaceOf(range.First), range.Count);
}
