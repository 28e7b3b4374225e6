using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>What a block did to a ledger.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Time">The block's time, in Unix seconds.</param>
/// <param name="Entries">What it did, in order.</param>
/// <param name="LeafCount">The commitments after it.</param>
/// <param name="Root">The root of the note tree after it.</param>
public sealed record HistoryBlock(ulong Height, ulong Time, IReadOnlyList<HistoryEntry> Entries, ulong LeafCount, NoteRoot Root);
