namespace ZToken.Algebra;

/// <summary>The endomorphism phi(x, y) = (beta x, y) of G1's curve, and what it speeds up.</summary>
/// <remarks>
/// beta is a primitive cube root of one, so phi^2 + phi + 1 = 0 on the whole curve, and phi is [-x^2] on the subgroup of order r.
/// </remarks>
internal static class G1Endomorphism
{
    /// <summary>2^((p - 1) / 3), the cube root of one for which phi acts as [-x^2].</summary>
    public static Fp Beta { get; } = Fp.FromCanonical(
        [0x2e01fffffffefffe, 0xde17d813620a0002, 0xddb3a93be6f89688, 0xba69c6076a0f77ea, 0x5f19672fdf76ce51, 0x0000000000000000]);

    /// <summary>phi(P): one product.</summary>
    public static G1Affine Apply(in G1Affine point) => new(point.X * Beta, point.Y);

    /// <summary>x^2, whose multiple of a point tells whether it is in the subgroup: 127 doublings, 16 additions.</summary>
    public static ReadOnlySpan<ulong> MembershipFactor => [0x0000000100000000, 0xac45a4010001a402];

    /// <summary>Whether a point of the curve has order r or is infinity: phi(P) = [-x^2] P.</summary>
    /// <remarks>
    /// M. Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves" (2021), section 6: from
    /// phi(P) = [-x^2] P follows 0 = phi^2(P) + phi(P) + P = [x^4 - x^2 + 1] P = [r] P.
    /// </remarks>
    public static bool IsMember(in G1Affine point, in G1Point multiple) => multiple == -new G1Point(Apply(point));

    /// <summary>Whether two finite points of the curve both have order r. Variable time.</summary>
    public static bool AreInSubgroup(in G1Affine first, in G1Affine second) => FpLanes.IsSupported
        ? RowMembership.AreInSubgroup(first, second)
        : ScalarIsInSubgroup(first) && (first == second || ScalarIsInSubgroup(second));

    internal static bool ScalarIsInSubgroup(in G1Affine point) => IsMember(point, point.MultiplyVarTime(MembershipFactor));

    /// <summary>[1 - x] P, the multiple of RFC 9380, section 8.8.1.</summary>
    /// <remarks>
    /// The cofactor is (x - 1)^2 / 3, but the points of that order need only 1 - x to vanish
    /// (R. Wahby, D. Boneh, "Fast and simple constant-time hashing to the BLS12-381 elliptic curve", 2019, section 5). 63 doublings, 6 additions.
    /// </remarks>
    public static G1Point ClearCofactor(in G1Point point) => point - CurveParameter.TimesX(point);
}
