namespace ZToken.Groth16;

/// <summary>Why points do not make a verifying key.</summary>
public enum VerifyingKeyRefusal
{
    /// <summary>They make one.</summary>
    None = 0,

    /// <summary>A point is infinity, off its curve or outside the subgroup of order r.</summary>
    InvalidPoint,

    /// <summary>There is no point for the constant one, or there are more than 2^20.</summary>
    WrongInputPointCount,

    /// <summary>gamma = delta, up to sign: nobody has contributed to the key's second phase, and anyone can prove anything.</summary>
    GammaEqualsDelta,

    /// <summary>The record of the key's ceremony names no contribution to its second phase.</summary>
    Uncontributed,

    /// <summary>beta or delta is another number in G1 than in G2.</summary>
    GroupsDiffer,
}
