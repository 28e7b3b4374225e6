namespace ZToken.Notes;

/// <summary>Why a member tree does not take a change. It is then as it was before.</summary>
/// <remarks>In the order in which the tree looks. That owners and viewing points are new over all epochs, removed members included, is the ledger's to know.</remarks>
public enum MemberRefusal
{
    /// <summary>Another member has the index, or this one is already there.</summary>
    IndexInUse,

    /// <summary>A member with this owner is there: with two leaves, one supervisor would not see what comes in at the other.</summary>
    OwnerInUse,

    /// <summary>A member with this viewing point is there: its supervisor would see another's payments, the other's would not.</summary>
    ViewingPointInUse,

    /// <summary>The viewing point is off the curve, the identity or not of prime order.</summary>
    BadViewingPoint,

    /// <summary>No member has the index.</summary>
    UnknownMember,

    /// <summary>The member is frozen already.</summary>
    Frozen,

    /// <summary>The member is not frozen.</summary>
    NotFrozen,
}
