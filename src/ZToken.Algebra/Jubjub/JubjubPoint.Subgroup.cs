namespace ZToken.Algebra;

public readonly partial struct JubjubPoint
{
    /// <summary>Whether the order of this point divides the cofactor.</summary>
    public bool IsSmallOrder => MultiplyByCofactor().IsIdentity;

    /// <summary>Whether this point lies in the subgroup of prime order r_J; the identity does.</summary>
    /// <remarks>
    /// <para>
    /// One power and 15 products instead of a multiplication by r_J, a sixth of its cost: D. Koshelev, "Subgroup membership testing on elliptic
    /// curves via the Tate pairing" (2022). The group is cyclic of order 8 r_J and 8 divides r - 1, so with S a point of order 8 the reduced
    /// Tate pairing f_{8,S}(P)^((r - 1) / 8) is 1 exactly where P is eight times a point, that is, in the subgroup.
    /// </para>
    /// <para>
    /// On the Montgomery form Miller's algorithm gives f_{8,S} = l1^4 l2^2 / (B (x - 1)^4 x), l1 and l2 being the tangents at S and at 2 S, whose
    /// x is 1; 4 S = (0, 0). In Edwards coordinates and up to eighth powers, among them every power of Z, that is
    /// ((2 V N)^2 U (Z - s2 U) (Z - V)^3)^2 (Z + V) (Z - V) / B, N = (Z + V) (Z - s1 U) - c U (Z - V),
    /// with the tangents y = s1 x + c and y = s2 x. Zero or a pole only at multiples of S.
    /// </para>
    /// <para>The time does not depend on the point but where it is one of small order.</para>
    /// </remarks>
    public bool IsInPrimeSubgroup
    {
        get
        {
            Fr sum = Z + V;
            Fr difference = Z - V;
            Fr tangent = (sum * (Z - (SubgroupTest.Slope1 * U))) - (SubgroupTest.Intercept1 * (U * difference));
            Fr root = (V * tangent).Double().Square() * U * (Z - (SubgroupTest.Slope2 * U)) * difference.Square() * difference;
            Fr value = root.Square() * sum * difference;
            return value.IsZero ? IsIdentity : value.Power(SubgroupTest.Exponent) == SubgroupTest.Expected;
        }
    }

    // Apart from the point: made at the first test, from a point that must itself be computed first.
    private static class SubgroupTest
    {
        private static readonly Fr montgomeryA = Fr.FromUInt64(JubjubCurve.MontgomeryA);

        private static readonly Fr montgomeryB = -Fr.FromUInt64(-JubjubCurve.MontgomeryB);

        static SubgroupTest()
        {
            JubjubAffine s = JubjubTorsion.Points[1];
            (Fr x1, Fr y1) = ToMontgomery(s);
            (Fr x2, Fr y2) = ToMontgomery(JubjubTorsion.Points[2]);
            Slope1 = TangentSlope(x1, y1);
            Intercept1 = y1 - (Slope1 * x1);
            Slope2 = TangentSlope(x2, y2);
            Expected = montgomeryB.Power(Exponent);
        }

        /// <summary>(r - 1) / 8.</summary>
        public static ReadOnlySpan<ulong> Exponent => [0xdfffffffe0000000, 0xaa77b4805fffcb7f, 0x06673b0101343b00, 0x0e7db4ea6533afa9];

        public static Fr Slope1 { get; }

        public static Fr Intercept1 { get; }

        public static Fr Slope2 { get; }

        /// <summary>B^((r - 1) / 8).</summary>
        public static Fr Expected { get; }

        private static (Fr X, Fr Y) ToMontgomery(in JubjubAffine p)
        {
            Fr x = (Fr.One + p.V) * (Fr.One - p.V).Invert();
            return (x, x * p.U.Invert());
        }

        // (3 x^2 + 2 A x + 1) / (2 B y).
        private static Fr TangentSlope(in Fr x, in Fr y)
        {
            Fr numerator = (((x.Double() + x) + montgomeryA.Double()) * x) + Fr.One;
            return numerator * (montgomeryB * y).Double().Invert();
        }
    }
}
