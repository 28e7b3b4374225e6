namespace ZToken.Audit;

/// <summary>Why a keeper cannot answer, or answers open nothing.</summary>
public enum CaseRefusal
{
    /// <summary>Nothing stands against it.</summary>
    None,

    /// <summary>The member has no leaf in that epoch: it was not admitted, or its key was not approved.</summary>
    NoSuchLeaf,

    /// <summary>The dealing on the chain does not hold for this committee.</summary>
    DealingDoesNotHold,

    /// <summary>The keeper's key is not that of its place in the committee.</summary>
    OtherKeeper,

    /// <summary>The keeper's share on the chain does not open, or is not a share of the key.</summary>
    ShareDoesNotOpen,

    /// <summary>The chain has no such bundle.</summary>
    UnknownBundle,

    /// <summary>Fewer answers hold than are needed.</summary>
    TooFewAnswers,

    /// <summary>The member's key reads nothing in the bundle: the member is no party of it.</summary>
    NotAParty,
}
