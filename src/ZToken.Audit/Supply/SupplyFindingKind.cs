namespace ZToken.Audit;

/// <summary>What does not match in the note graph.</summary>
public enum SupplyFindingKind
{
    /// <summary>No key that was given reads the bundle as its sender: what it does is not known, and the sums do not count.</summary>
    Unread,

    /// <summary>What the bundle says is not what its commitments hold.</summary>
    Contradictory,

    /// <summary>It spends a note that is not there, or another member's or another asset's.</summary>
    SpendsWhatIsNotItsOwn,

    /// <summary>It spends a note that was spent before.</summary>
    SpentTwice,

    /// <summary>What goes in is not what comes out: money was made or lost.</summary>
    DoesNotBalance,

    /// <summary>The unspent notes, less what was paid for retired members, are not the pool.</summary>
    PoolDiffers,

    /// <summary>The coins that the z-contract holds are not the pool.</summary>
    EscrowDiffers,
}
