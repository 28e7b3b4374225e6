using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>What a keeper does with its key: checks a dealing before it approves it, and answers a warrant or a request to open one payment.</summary>
/// <remarks>Whether a warrant is lawful the keeper decides before it comes here. An answer is sealed to whoever asked; with fewer than m of them nobody reads anything.</remarks>
/// <param name="key">The keeper's key; the desk does not dispose of it.</param>
/// <param name="position">Its place in the committee, from 1.</param>
/// <param name="committee">The committee.</param>
/// <param name="record">The ledger, as the keeper itself has read it.</param>
public sealed class KeeperDesk(KeeperKey key, int position, Committee committee, LedgerRecord record)
{
    /// <summary>All that a keeper checks before it approves a dealing: that its own share opens, and is one of the key in the leaf.</summary>
    /// <param name="published">The dealing on the chain.</param>
    /// <param name="owner">The owner that the member asked to be admitted with.</param>
    public DealingRefusal Check(PublishedDealing published, NoteOwner owner)
    {
        ArgumentNullException.ThrowIfNull(published);
        DealingTerms terms = new(new DealingContext(record.Ledger.LedgerId, published.Index, owner, published.Epoch), committee.Threshold, committee.Keys);
        if (!published.Dealing.TryToDealing(terms.Context, out ViewKeyDealing? dealing))
        {
            return DealingRefusal.BadCommitment;
        }

        DealingRefusal refusal = key.OpenShare(dealing, terms, published.Dealing.ViewingPoint, position, out KeyShare? share);
        share?.Dispose();
        return refusal;
    }

    /// <summary>Answers a warrant for one bank and one epoch.</summary>
    /// <param name="index">The bank.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="requester">Who gets the share.</param>
    /// <param name="source">Fresh randomness.</param>
    /// <param name="answer">The answer.</param>
    public CaseRefusal AnswerWarrant(MemberIndex index, Epoch epoch, KeeperPublicKey requester, RandomSource source, out KeeperAnswer? answer)
    {
        answer = null;
        CaseRefusal refusal = TryOpenShare(index, epoch, out OpenedDealing? dealing, out KeyShare? share);
        using (share)
        {
            if (refusal == CaseRefusal.None)
            {
                answer = new KeeperAnswer(record.Ledger.LedgerId, index, epoch, null, position, requester, [.. SealedShare.Seal(share!, dealing!.Terms.Context, requester, source)]);
            }
        }

        return refusal;
    }

    /// <summary>Answers a request to open one payment by one bank's key, which is not put together for it.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="index">The bank: the payer, whose key opens all of it, or a payee.</param>
    /// <param name="requester">Who gets the part.</param>
    /// <param name="source">Fresh randomness.</param>
    /// <param name="answer">The answer.</param>
    public CaseRefusal AnswerOpening(SignatureHash bundle, MemberIndex index, KeeperPublicKey requester, RandomSource source, out KeeperAnswer? answer)
    {
        answer = null;
        if (!record.TryFindBundle(bundle, out RecordedBundle? recorded))
        {
            return CaseRefusal.UnknownBundle;
        }

        Epoch epoch = recorded.Bundle.Statement.Effects.Epoch;
        CaseRefusal refusal = TryOpenShare(index, epoch, out OpenedDealing? dealing, out KeyShare? share);
        using (share)
        {
            if (refusal == CaseRefusal.None)
            {
                PaymentOpening opening = new(recorded.ToPublished(), index, dealing!.Commitments);
                answer = new KeeperAnswer(record.Ledger.LedgerId, index, epoch, bundle, position, requester, [.. opening.SealPart(share!, requester, source)]);
            }
        }

        return refusal;
    }

    private CaseRefusal TryOpenShare(MemberIndex index, Epoch epoch, out OpenedDealing? dealing, out KeyShare? share)
    {
        share = null;
        CaseRefusal refusal = committee.TryOpen(record, index, epoch, out dealing);
        if (refusal != CaseRefusal.None)
        {
            return refusal;
        }

        return key.OpenShare(dealing!.Dealing, dealing.Terms, dealing.ViewingPoint, position, out share) switch
        {
            DealingRefusal.None => CaseRefusal.None,
            DealingRefusal.OtherKeeper => CaseRefusal.OtherKeeper,
            _ => CaseRefusal.ShareDoesNotOpen,
        };
    }
}
