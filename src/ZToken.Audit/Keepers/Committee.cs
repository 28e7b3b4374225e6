using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>The keepers of a ledger as an auditor needs them: their public keys, and how many must agree.</summary>
/// <param name="Keys">The keys of keepers 1 to n.</param>
/// <param name="Threshold">m.</param>
public sealed record Committee(ImmutableArray<KeeperPublicKey> Keys, int Threshold)
{
    /// <summary>What a dealing to this committee must fit.</summary>
    /// <param name="record">The ledger.</param>
    /// <param name="published">The dealing as it was published.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>False where its member was not admitted.</returns>
    public bool TryGetTerms(LedgerRecord record, PublishedDealing published, [NotNullWhen(true)] out DealingTerms? terms)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(published);
        terms = record.TryFindMember(published.Index, out RegisteredMember? member)
            ? new DealingTerms(new DealingContext(record.Ledger.LedgerId, published.Index, member.Owner, published.Epoch), Threshold, Keys)
            : null;
        return terms is not null;
    }

    /// <summary>The commitments of the key that stands in a member's leaf of an epoch.</summary>
    /// <param name="record">The ledger.</param>
    /// <param name="index">The member.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="opened">The dealing, whole and checked.</param>
    /// <returns>Why there is none.</returns>
    public CaseRefusal TryOpen(LedgerRecord record, MemberIndex index, Epoch epoch, out OpenedDealing? opened)
    {
        ArgumentNullException.ThrowIfNull(record);
        opened = null;
        if (!record.TryFindDealing(index, epoch, out PublishedDealing? published) || !TryGetTerms(record, published, out DealingTerms? terms))
        {
            return CaseRefusal.NoSuchLeaf;
        }

        if (!published.Dealing.TryToDealing(terms.Context, out ViewKeyDealing? dealing) ||
            dealing.Check(terms, published.Dealing.ViewingPoint, out ShareCommitments? commitments) != DealingRefusal.None)
        {
            return CaseRefusal.DealingDoesNotHold;
        }

        opened = new OpenedDealing(dealing, terms, commitments!, published.Dealing.ViewingPoint);
        return CaseRefusal.None;
    }
}
