namespace ZToken.Notes;

/// <summary>Which function of the z-contract takes a bundle.</summary>
public enum BundleFunction
{
    /// <summary>Coins of the depositor become notes.</summary>
    Shield,

    /// <summary>Notes become notes; no public coins move.</summary>
    Transfer,

    /// <summary>Notes become coins of the target.</summary>
    Unshield,
}
