using ZToken.Audit;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>Refusals of keepers and supervisors in words.</summary>
internal static class CaseText
{
    /// <summary>The complaint that ends a command.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="bank">The bank whose key it is about.</param>
    /// <param name="subject">The epoch or the bundle, such as "epoch 3".</param>
    /// <param name="refused">The answers that were not used.</param>
    public static CommandException Complaint(CaseRefusal refusal, ReadLedger ledger, string bank, string subject, IReadOnlyList<RefusedAnswer> refused) => refusal switch
    {
        CaseRefusal.NoSuchLeaf => new(ExitCode.BadInput, $"{bank} has no approved viewing key for {subject}: 'ztoken member list' shows the epochs of each member"),
        CaseRefusal.UnknownBundle => new(ExitCode.BadInput, $"the ledger has no {subject}: 'ztoken wallet history --json' and what an epoch's warrant opened have the ids"),
        CaseRefusal.DealingDoesNotHold => new(ExitCode.Refused, $"what {bank} dealt for {subject} does not hold: nobody can open it, and no keeper should have approved it"),
        CaseRefusal.OtherKeeper => new(ExitCode.NotEntitled, "the key is not that of its place in the committee: give this keeper's own"),
        CaseRefusal.ShareDoesNotOpen => new(ExitCode.Refused, $"this keeper's share of the key of {bank} for {subject} does not open, or is none of the key: it cannot answer, others can"),
        CaseRefusal.NotAParty => new(ExitCode.Refused, $"{bank} is no party of {subject}: its key reads nothing there; ask for the payer's or the payee's"),
        CaseRefusal.TooFewAnswers => new(ExitCode.Refused, $"{ledger.Committee.Threshold} keepers' answers are needed that hold for {bank} and {subject}, and there are fewer{Those(refused)}"),
        _ => new(ExitCode.Refused, $"{bank}, {subject}: {refusal}"),
    };

    /// <summary>Why an answer is not used.</summary>
    public static string Reason(AnswerRefusal refusal) => refusal switch
    {
        AnswerRefusal.OtherLedger => "answers about another ledger",
        AnswerRefusal.OtherCase => "answers about another bank, epoch or bundle",
        AnswerRefusal.UnknownKeeper => "is no keeper",
        AnswerRefusal.AnsweredBefore => "answered before",
        AnswerRefusal.OtherRequester => "answers to somebody else's key",
        AnswerRefusal.DoesNotHold => "answers with what does not open or is not its share",
        _ => refusal.ToString(),
    };

    /// <summary>Why a keeper does not approve.</summary>
    public static string Reason(DealingRefusal refusal) => refusal switch
    {
        DealingRefusal.OtherThreshold or DealingRefusal.OtherKeepers => "it is dealt to another number of keepers",
        DealingRefusal.OtherViewingPoint => "its key is not the viewing point that the registry has",
        DealingRefusal.BadCommitment => "a commitment is no point of prime order, or a length is wrong",
        DealingRefusal.ShareOfZero => "a keeper's share is zero",
        DealingRefusal.BadProof => "the dealer does not show that it knows the key: it is copied or changed",
        DealingRefusal.BadSeal or DealingRefusal.SealedShareDoesNotOpen => "this keeper's share does not open: it is sealed to another key, or changed",
        DealingRefusal.OtherKeeper => "the key is not that of its place in the committee",
        DealingRefusal.WrongShare => "what this keeper got is no share of the key",
        _ => $"it was made for something else ({refusal})",
    };

    private static string Those(IReadOnlyList<RefusedAnswer> refused) =>
        refused.Count == 0 ? "" : $" ({string.Join("; ", refused.Select(answer => $"keeper {answer.Keeper} {Reason(answer.Refusal)}"))})";
}
