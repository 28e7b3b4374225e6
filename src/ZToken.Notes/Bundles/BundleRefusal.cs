namespace ZToken.Notes;

/// <summary>Why a bundle cannot be taken, as far as the bundle alone tells.</summary>
/// <remarks>In the order in which the contract looks, cheap rules first. What depends on its state (roots, nullifiers seen, the pool) is the ledger's.</remarks>
public enum BundleRefusal
{
    /// <summary>The block is later than the bundle allows.</summary>
    Expired,

    /// <summary>Public amounts, asset or accounts are not as the function demands.</summary>
    WrongPublicAmounts,

    /// <summary>One nullifier stands twice.</summary>
    NullifierTwice,

    /// <summary>rk is not on the curve, or of small order: anything could be signed under it.</summary>
    BadRandomizedKey,

    /// <summary>E is not on the curve, or of small order: its shared points would be known to all.</summary>
    BadEphemeralKey,

    /// <summary>The signature does not hold.</summary>
    WrongSignature,
}
