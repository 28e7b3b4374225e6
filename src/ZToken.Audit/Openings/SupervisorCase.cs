using System.Diagnostics.CodeAnalysis;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Keepers' answers, put together by the supervisor who asked: each is checked, and those that do not hold are named.</summary>
/// <param name="key">The supervisor's key; the case does not dispose of it.</param>
/// <param name="committee">The keepers.</param>
/// <param name="record">The ledger.</param>
public sealed class SupervisorCase(KeeperKey key, Committee committee, LedgerRecord record)
{
    private readonly List<RefusedAnswer> refused = [];

    /// <summary>The answers that were not used, and why.</summary>
    public IReadOnlyList<RefusedAnswer> Refused => refused;

    /// <summary>A bank's viewing key of an epoch, from m shares; it is the key of the leaf or none.</summary>
    /// <param name="index">The bank.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="viewing">The key, which the caller disposes of.</param>
    public CaseRefusal OpenEpoch(MemberIndex index, Epoch epoch, IEnumerable<KeeperAnswer> answers, out ViewingKey? viewing)
    {
        ArgumentNullException.ThrowIfNull(answers);
        viewing = null;
        CaseRefusal refusal = committee.TryOpen(record, index, epoch, out OpenedDealing? dealing);
        if (refusal != CaseRefusal.None)
        {
            return refusal;
        }

        List<KeyShare> shares = [];
        try
        {
            foreach (KeeperAnswer answer in Fitting(answers, index, epoch, null))
            {
                if (shares.Any(share => share.Index == answer.Keeper))
                {
                    refused.Add(new RefusedAnswer(answer.Keeper, AnswerRefusal.AnsweredBefore));
                }
                else if (SealedShare.TryOpen(key, answer.Sealed.AsSpan(), dealing!.Terms.Context, answer.Keeper, dealing.Commitments, out KeyShare? opened))
                {
                    shares.Add(opened);
                }
                else
                {
                    refused.Add(new RefusedAnswer(answer.Keeper, AnswerRefusal.DoesNotHold));
                }
            }

            return shares.Count >= committee.Threshold && PaymentOpening.TryRebuildKey(epoch, shares, dealing!.Commitments, out viewing) ? CaseRefusal.None : CaseRefusal.TooFewAnswers;
        }
        finally
        {
            shares.ForEach(share => share.Dispose());
        }
    }

    /// <summary>What one bundle says to one bank, from m parts.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="index">The bank whose keepers answered.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="opened">What it says: all of it where the bank is the payer, else what it was paid.</param>
    public CaseRefusal OpenPayment(SignatureHash bundle, MemberIndex index, IEnumerable<KeeperAnswer> answers, out AuditedTransfer? opened)
    {
        ArgumentNullException.ThrowIfNull(answers);
        opened = null;
        if (!record.TryFindBundle(bundle, out RecordedBundle? recorded))
        {
            return CaseRefusal.UnknownBundle;
        }

        Epoch epoch = recorded.Bundle.Statement.Effects.Epoch;
        CaseRefusal refusal = committee.TryOpen(record, index, epoch, out OpenedDealing? dealing);
        if (refusal != CaseRefusal.None)
        {
            return refusal;
        }

        PaymentOpening opening = new(recorded.ToPublished(), index, dealing!.Commitments);
        List<PartialDecryption> parts = [];
        foreach (KeeperAnswer answer in Fitting(answers, index, epoch, bundle))
        {
            if (parts.Any(part => part.Index == answer.Keeper))
            {
                refused.Add(new RefusedAnswer(answer.Keeper, AnswerRefusal.AnsweredBefore));
            }
            else if (opening.TryOpenPart(key, answer.Sealed.AsSpan(), out PartialDecryption read) && read.Index == answer.Keeper)
            {
                parts.Add(read);
            }
            else
            {
                refused.Add(new RefusedAnswer(answer.Keeper, AnswerRefusal.DoesNotHold));
            }
        }

        if (!opening.TryCombine(parts, out SharedPoint shared))
        {
            return CaseRefusal.TooFewAnswers;
        }

        opened = new TransferReader(record).Read(recorded, index, dealing.ViewingPoint, shared);
        return opened is null ? CaseRefusal.NotAParty : CaseRefusal.None;
    }

    private IEnumerable<KeeperAnswer> Fitting(IEnumerable<KeeperAnswer> answers, MemberIndex index, Epoch epoch, SignatureHash? bundle)
    {
        foreach (KeeperAnswer answer in answers)
        {
            if (FindRefusal(answer, index, epoch, bundle) is { } refusal)
            {
                refused.Add(new RefusedAnswer(answer.Keeper, refusal));
            }
            else
            {
                yield return answer;
            }
        }
    }

    private AnswerRefusal? FindRefusal(KeeperAnswer answer, MemberIndex index, Epoch epoch, SignatureHash? bundle)
    {
        if (answer.Ledger != record.Ledger.LedgerId)
        {
            return AnswerRefusal.OtherLedger;
        }

        if (answer.Member != index || answer.Epoch != epoch || answer.Bundle != bundle)
        {
            return AnswerRefusal.OtherCase;
        }

        if (answer.Keeper < 1 || answer.Keeper > committee.Keys.Length)
        {
            return AnswerRefusal.UnknownKeeper;
        }

        return answer.Requester == key.PublicKey ? null : AnswerRefusal.OtherRequester;
    }
}
