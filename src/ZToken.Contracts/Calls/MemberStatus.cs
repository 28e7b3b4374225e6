namespace ZToken.Contracts;

/// <summary>How far a member is: the contract's enum of this name.</summary>
public enum MemberStatus
{
    /// <summary>The index is nobody's.</summary>
    None,

    /// <summary>Its account was given the index and may ask to be admitted.</summary>
    Invited,

    /// <summary>It asked, and the keepers have not approved.</summary>
    Requested,

    /// <summary>It pays and is paid.</summary>
    Active,

    /// <summary>It was taken out of the trees, and its coins do not move.</summary>
    Frozen,

    /// <summary>It left, for ever.</summary>
    Retired,
}
