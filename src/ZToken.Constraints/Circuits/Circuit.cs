namespace ZToken.Constraints;

/// <summary>A statement in zero knowledge, whatever its witness is computed from.</summary>
public abstract class Circuit
{
    private protected Circuit()
    {
    }

    /// <summary>What reports and messages call it.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The constraints: defined when first asked for, then kept.</summary>
    public abstract ConstraintSystem System { get; }
}
