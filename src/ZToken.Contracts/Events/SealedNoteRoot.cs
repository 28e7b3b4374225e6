using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The z-contract sealed the root of the note tree as it stood at the end of an earlier block.</summary>
/// <param name="Root">The root.</param>
/// <param name="LeafCount">The commitments under it.</param>
public sealed record SealedNoteRoot(NoteRoot Root, ulong LeafCount)
{
    /// <summary>The event of the contract.</summary>
    public static AbiEvent Event { get; } = LedgerContracts.ZToken.Abi.Event("NoteRootSealed");

    /// <summary>Reads a log of the z-contract.</summary>
    /// <returns>False where the log is another's or another event's, or not canonical.</returns>
    public static bool TryRead(Log log, Address contract, [NotNullWhen(true)] out SealedNoteRoot? sealedRoot)
    {
        ArgumentNullException.ThrowIfNull(log);
        sealedRoot = null;
        if (log.Address != contract || !Event.TryDecode(log, out AbiValue[]? read) || !Words.TryToElement(read[0].Word, out Fr element) || read[1].Word.Low64 > 1UL + uint.MaxValue)
        {
            return false;
        }

        sealedRoot = new SealedNoteRoot(new NoteRoot(element), read[1].Word.Low64);
        return true;
    }
}
