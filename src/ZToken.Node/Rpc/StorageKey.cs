using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A slot of storage as callers name it: 32 bytes, or a number of up to as many digits.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="IsFull">Whether all 32 bytes were written out; the answer is written likewise.</param>
internal readonly record struct StorageKey(Word Slot, bool IsFull)
{
    public override string ToString() => IsFull ? Hash256.FromWord(Slot).ToString() : Slot.ToString();
}
