using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A viewing key on its way to the keepers: dealt by its member, read from the chain and opened by each keeper before it approves.</summary>
internal static class DemoDealing
{
    /// <summary>What a member publishes.</summary>
    public static ViewingKeyDealing Create(DemoBank bank, Epoch epoch, LedgerId ledger, IReadOnlyList<KeeperKey> keepers, RandomSource random)
    {
        using ViewingKey key = bank.Keys.ViewingKeyOf(epoch);
        return ViewingKeyDealing.From(ViewKeyDealing.Create(key, TermsOf(bank, epoch, ledger, keepers), random));
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
    /// <param name="bank">The member as the registry has it.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="keepers">The keys of all keepers, of which this one holds its own.</param>
    /// <param name="position">The keeper's position, from 1.</param>
    public static DealingRefusal Check(PublishedDealing published, DemoBank bank, LedgerId ledger, IReadOnlyList<KeeperKey> keepers, int position)
    {
        DealingTerms terms = TermsOf(bank, published.Epoch, ledger, keepers);
        if (!published.Dealing.TryToDealing(terms.Context, out ViewKeyDealing? dealing))
        {
            return DealingRefusal.BadCommitment;
        }

        DealingRefusal refusal = keepers[position - 1].OpenShare(dealing, terms, published.Dealing.ViewingPoint, position, out ZToken.Crypto.KeyShare? share);
        share?.Dispose();
        return refusal;
    }

    private static DealingTerms TermsOf(DemoBank bank, Epoch epoch, LedgerId ledger, IReadOnlyList<KeeperKey> keepers) =>
        new(new DealingContext(ledger, bank.Index, bank.Keys.Owner, epoch), DemoLedger.Threshold, keepers.Select(keeper => keeper.PublicKey));
}
