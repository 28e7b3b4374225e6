namespace ZToken.Algebra;

/// <summary>Constants of Jubjub, the twisted Edwards curve -u^2 + v^2 = 1 + d u^2 v^2 over <see cref="Fr"/>.</summary>
/// <remarks>
/// Zcash Protocol Specification, section 5.4.9.3. The group is cyclic of order 8 r_J, r_J being the modulus of <see cref="JubjubScalar"/>.
/// Since -1 is a square and d is none, the addition formulas hold for all pairs of points.
/// </remarks>
public static class JubjubCurve
{
    /// <summary>The cofactor h = 8: the group's order divided by that of its prime subgroup.</summary>
    public const int Cofactor = 8;

    /// <summary>A of the Montgomery form B y^2 = x^3 + A x^2 + x, with x = (1 + v) / (1 - v), y = x / u.</summary>
    public const int MontgomeryA = 40962;

    /// <summary>B of the Montgomery form: -40964.</summary>
    public const int MontgomeryB = -40964;

    /// <summary>d = -(10240 / 10241), no square.</summary>
    public static Fr D { get; } = -(Fr.FromUInt64(10240) * Fr.FromUInt64(10241).Invert());
}
