namespace ZToken.Notes;

/// <summary>Why a keeper does not approve a dealing. In this order; the first that applies is named.</summary>
public enum DealingRefusal
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>It was made for another ledger.</summary>
    OtherLedger,

    /// <summary>It was made for another member.</summary>
    OtherMember,

    /// <summary>It was made for another owner.</summary>
    OtherOwner,

    /// <summary>It was made for another epoch.</summary>
    OtherEpoch,

    /// <summary>There are not as many commitments as keepers are to be needed.</summary>
    OtherThreshold,

    /// <summary>There are not as many shares as keepers.</summary>
    OtherKeepers,

    /// <summary>Its key is not the viewing point that the registry has; the negative of that point is another key.</summary>
    OtherViewingPoint,

    /// <summary>A commitment is not a point of prime order.</summary>
    BadCommitment,

    /// <summary>A keeper's share is zero: what it gives in an opening could not be proven, so the dealer would have taken that keeper out.</summary>
    ShareOfZero,

    /// <summary>The dealer does not show that it knows the key: the dealing is copied from another, or changed.</summary>
    BadProof,

    /// <summary>The point with which a share is sealed is not of prime order.</summary>
    BadSeal,

    /// <summary>The keeper's key is not that of its place.</summary>
    OtherKeeper,

    /// <summary>The keeper's share does not open: it is sealed to another, for another dealing, or was changed.</summary>
    SealedShareDoesNotOpen,

    /// <summary>What the keeper got is not its share of the committed key.</summary>
    WrongShare,
}
