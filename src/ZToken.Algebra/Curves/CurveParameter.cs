namespace ZToken.Algebra;

/// <summary>The number x = -0xd201000000010000 from which the BLS12-381 family polynomial makes p, r and the cofactors.</summary>
/// <remarks>
/// r = x^4 - x^2 + 1, p = (x - 1)^2 r / 3 + x, trace t = x + 1. The absolute value has six bits set, so that a multiplication
/// by it costs 63 doublings and 5 additions.
/// </remarks>
internal static class CurveParameter
{
    /// <summary>The absolute value of x; x is negative.</summary>
    public const ulong AbsoluteX = 0xd201000000010000;

    /// <summary>[x] P.</summary>
    public static JacobianPoint<TField> TimesX<TField>(in JacobianPoint<TField> point)
        where TField : unmanaged, ICurveField<TField> => -point.MultiplyVarTime([AbsoluteX]);
}
