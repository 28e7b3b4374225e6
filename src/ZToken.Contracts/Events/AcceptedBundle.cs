using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>What the z-contract tells of a bundle that it took: all of it but proof and signature.</summary>
/// <param name="Id">The bundle's id.</param>
/// <param name="Function">The function that took it.</param>
/// <param name="FirstPosition">Where its first output stands in the note tree.</param>
/// <param name="VerifyingKeyVersion">The version of the verifying key.</param>
/// <param name="Statement">What was proven: roots and effects.</param>
/// <param name="Terms">Where and until when, and the accounts.</param>
/// <param name="Memos">One for each payment.</param>
public sealed record AcceptedBundle(
    SignatureHash Id,
    BundleFunction Function,
    NotePosition FirstPosition,
    uint VerifyingKeyVersion,
    TransferStatement Statement,
    TransferTerms Terms,
    ImmutableArray<MemoCiphertext> Memos)
{
    /// <summary>The event of the contract.</summary>
    public static AbiEvent Event { get; } = LedgerContracts.ZToken.Abi.Event("BundleAccepted");

    /// <summary>Reads a log of the z-contract.</summary>
    /// <param name="log">The log.</param>
    /// <param name="contract">The contract from which it must come.</param>
    /// <param name="home">What the bundle was signed for: of a ledger that moved here the old home for bundles of before.</param>
    /// <param name="bundle">What it tells.</param>
    /// <returns>
    /// False where the log is another's or another event's, not canonical, does not fit its shape, or contradicts itself: the id is computed again from all that the signature covers.
    /// </returns>
    public static bool TryRead(Log log, Address contract, ContractHome home, [NotNullWhen(true)] out AcceptedBundle? bundle)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(home);
        bundle = null;
        if (log.Address != contract || !Event.TryDecode(log, out AbiValue[]? values))
        {
            return false;
        }

        ulong kind = values[1].Word.Low64, position = values[3].Word.Low64;
        if (kind > (ulong)BundleFunction.Unshield
            || position > uint.MaxValue
            || !TransferShape.TryFromCode((byte)values[4].Word.Low64, out TransferShape shape)
            || !BundleContent.TryRead(shape, [.. values[10].Items.Select(item => item.Word)], values[11].Bytes.Span, out BundleContent? content))
        {
            return false;
        }

        TransferTerms terms = ContractBundle.TermsOf(home.ChainId, home.ZToken, values[6].Word.Low64, values[7].Address, values[8].Address, Words.ToHash(values[9].Bytes.Span));
        uint version = (uint)values[5].Word.Low64;
        TransferEffects effects = content.Statement.Effects;
        SignatureHash id = SignatureHash.Of(effects, version, terms, content.Memos);
        if (Words.ToHash(id) != log.Topics[1]
            || new Word(effects.Epoch.Number) != values[2].Word
            || position + (ulong)shape.Outputs > 1UL + uint.MaxValue
            || FunctionOf(effects) != (BundleFunction)kind)
        {
            return false;
        }

        bundle = new AcceptedBundle(id, (BundleFunction)kind, new NotePosition((uint)position), version, content.Statement, terms, content.Memos);
        return true;
    }

    private static BundleFunction FunctionOf(TransferEffects effects) =>
        !effects.PublicIn.IsZero ? BundleFunction.Shield : !effects.PublicOut.IsZero ? BundleFunction.Unshield : BundleFunction.Transfer;
}
