using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A viewing key on its way to the keepers: dealt by its member, read from the chain and opened by each keeper before it approves.</summary>
internal static class DemoDealing
{
    /// <summary>What a member publishes.</summary>
    public static ViewingKeyDealing Create(DemoMember member, Epoch epoch, LedgerId ledger, IReadOnlyList<KeeperKey> keepers, RandomSource random)
    {
        using ViewingKey key = member.Keys.ViewingKeyOf(epoch);
        return ViewingKeyDealing.From(ViewKeyDealing.Create(key, TermsOf(member, epoch, ledger, keepers), random));
    }

    /// <summary>Reads a dealing out of the receipt of its transaction.</summary>
    public static PublishedDealing Find(TransactionOutcome outcome, Address registry)
    {
        foreach (Log log in outcome.Receipt.Logs)
        {
            if (PublishedDealing.TryRead(log, registry, out PublishedDealing? published))
            {
                return published;
            }
        }

        throw new InvalidDataException("The registry published no dealing.");
    }

    /// <summary>All that a keeper checks before it approves: its own share opens, and is one of the key in the leaf.</summary>
    /// <param name="published">The dealing on the chain.</param>
    /// <param name="member">The member as the registry has it.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="keepers">The keys of all keepers, of which this one holds its own.</param>
    /// <param name="position">The keeper's position, from 1.</param>
    public static DealingRefusal Check(PublishedDealing published, DemoMember member, LedgerId ledger, IReadOnlyList<KeeperKey> keepers, int position)
    {
        DealingTerms terms = TermsOf(member, published.Epoch, ledger, keepers);
        if (!published.Dealing.TryToDealing(terms.Context, out ViewKeyDealing? dealing))
        {
            return DealingRefusal.BadCommitment;
        }

        DealingRefusal refusal = keepers[position - 1].OpenShare(dealing, terms, published.Dealing.ViewingPoint, position, out ZToken.Crypto.KeyShare? share);
        share?.Dispose();
        return refusal;
    }

    private static DealingTerms TermsOf(DemoMember member, Epoch epoch, LedgerId ledger, IReadOnlyList<KeeperKey> keepers) =>
        new(new DealingContext(ledger, member.Index, member.Keys.Owner, epoch), DemoAuthorities.Threshold, keepers.Select(keeper => keeper.PublicKey));
}
