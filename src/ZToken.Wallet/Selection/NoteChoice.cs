using System.Collections.Immutable;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Which notes one transfer spends.</summary>
/// <param name="Notes">The notes, largest first.</param>
/// <param name="Shape">The smallest shape that takes them.</param>
/// <param name="Change">What comes back.</param>
public sealed record NoteChoice(ImmutableArray<SpendableNote> Notes, TransferShape Shape, Amount Change)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(notes)";
}
