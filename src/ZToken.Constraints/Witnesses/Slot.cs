namespace ZToken.Constraints;

/// <summary>Names a value while a circuit is being defined: a wire, a linear form, or advice that is no part of the system.</summary>
/// <remarks>
/// How many wires there are is known only at the end of a definition, so each kind counts from zero. Forms that stand as
/// a factor of a row have a place in every witness; those that are only ever a product have none, since the factors give it.
/// </remarks>
internal readonly record struct Slot
{
    private const int KindShift = 30;
    private readonly int code;

    private Slot(int kind, int index) => code = (kind << KindShift) | index;

    public static Slot OfWire(int index) => new(0, index);

    public static Slot OfForm(int index) => new(1, index);

    public static Slot OfAdvice(int index) => new(2, index);

    public static Slot OfProduct(int index) => new(3, index);

    /// <summary>0 for wires, 1 for forms that are factors, 2 for advice, 3 for forms that are only products.</summary>
    public int Kind => (int)((uint)code >> KindShift);

    public int Index => code & ((1 << KindShift) - 1);

    public static Slot operator +(Slot slot, int count) => new(slot.Kind, slot.Index + count);
}
