namespace ZToken.Audit;

/// <summary>Why a keeper's answer is not used.</summary>
public enum AnswerRefusal
{
    /// <summary>It is about another ledger.</summary>
    OtherLedger,

    /// <summary>It is about another bank, epoch or bundle.</summary>
    OtherCase,

    /// <summary>There is no keeper with that number.</summary>
    UnknownKeeper,

    /// <summary>The same keeper answered before.</summary>
    AnsweredBefore,

    /// <summary>It is sealed to somebody else.</summary>
    OtherRequester,

    /// <summary>It does not open, or what it holds is not that keeper's share or part: the keeper, or whoever brought it, is at fault.</summary>
    DoesNotHold,
}
