namespace ZToken.Constraints;

/// <summary>Consecutive slots of one kind.</summary>
internal readonly record struct SlotRange(Slot First, int Count)
{
    public Slot this[int index] => First + index;

    public static implicit operator SlotRange(Slot slot) => new(slot, 1);
}
