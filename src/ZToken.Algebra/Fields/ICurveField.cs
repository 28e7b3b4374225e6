namespace ZToken.Algebra;

/// <summary>A field over which this library has one curve y^2 = x^3 + b, so that the field alone names the group.</summary>
/// <typeparam name="T">The implementing element type.</typeparam>
public interface ICurveField<T> : IField<T>
    where T : unmanaged, ICurveField<T>
{
    /// <summary>The constant b of the curve.</summary>
    static abstract T CurveB { get; }

    /// <summary>The x coordinate of the generator of the prime-order subgroup.</summary>
    static abstract T GeneratorX { get; }

    /// <summary>The y coordinate of the generator of the prime-order subgroup.</summary>
    static abstract T GeneratorY { get; }

    /// <summary>The multiplicative inverse, zero for zero, in a time that depends on the value: only for what is public.</summary>
    T InvertVarTime();

    /// <summary>Multiplies by three times the curve's constant, for complete formulas.</summary>
    T TimesThreeB();
}
