namespace ZToken.Algebra;

/// <summary>The endomorphism psi of G2's curve (untwist, p-th power, twist), and what it speeds up.</summary>
/// <remarks>psi^2 - [t] psi + [p] = 0 on the whole curve, and psi is [p] = [x] on the subgroup of order r.</remarks>
internal static class G2Endomorphism
{
    // 1 / (1 + u)^((p - 1) / 3), whose coefficient of 1 is zero.
    private static readonly Fp2 factorX = new(
        Fp.Zero,
        Fp.FromCanonical([0x8bfd00000000aaad, 0x409427eb4f49fffd, 0x897d29650fb85f9b, 0xaa0d857d89759ad4, 0xec02408663d4de85, 0x1a0111ea397fe699]));

    // 1 / (1 + u)^((p - 1) / 2).
    private static readonly Fp2 factorY = new(
        Fp.FromCanonical([0xf1ee7b04121bdea2, 0x304466cf3e67fa0a, 0xef396489f61eb45e, 0x1c3dedd930b1cf60, 0xe2e9c448d77a2cd9, 0x135203e60180a68e]),
        Fp.FromCanonical([0xc81084fbede3cc09, 0xee67992f72ec05f4, 0x77f76e17009241c5, 0x48395dabc2d3435e, 0x6831e36d6bd17ffe, 0x06af0e0437ff400b]));

    /// <summary>psi(P).</summary>
    public static G2Point Apply(in G2Point point) =>
        new(point.X.Conjugate() * factorX, point.Y.Conjugate() * factorY, point.Z.Conjugate());

    /// <summary>-x, whose multiple of a point tells whether it is in the subgroup: 63 doublings, 5 additions.</summary>
    public static ReadOnlySpan<ulong> MembershipFactor => [CurveParameter.AbsoluteX];

    /// <summary>Whether a point of the curve has order r or is infinity: psi(P) = [x] P.</summary>
    /// <remarks>
    /// M. Scott, "A note on group membership tests for G1, G2 and GT on BLS pairing-friendly curves" (2021), section 4, after
    /// S. Bowe, "Faster subgroup checks for BLS12-381" (2019): from psi(P) = [x] P follows [x^2 - t x + p] P = [p - x] P = 0, and
    /// p - x = (x - 1)^2 / 3 * r, whose first factor, G1's cofactor, is prime to that of G2.
    /// </remarks>
    public static bool IsMember(in G2Affine point, in G2Point multiple) => multiple == -Apply(new G2Point(point));

    /// <summary>Whether two finite points of the curve both have order r. Variable time.</summary>
    public static bool AreInSubgroup(in G2Affine first, in G2Affine second) => FpLanes.IsSupported
        ? RowMembership.IsInSubgroup(first) && (first == second || RowMembership.IsInSubgroup(second))
        : ScalarIsInSubgroup(first) && (first == second || ScalarIsInSubgroup(second));

    internal static bool ScalarIsInSubgroup(in G2Affine point) => IsMember(point, point.MultiplyVarTime(MembershipFactor));

    /// <summary>[x^2 - x - 1] P + [x - 1] psi(P) + psi^2([2] P), which is the multiple of RFC 9380, section 8.8.2.</summary>
    /// <remarks>A. Budroni, F. Pintore, "Efficient hash maps to G2 on BLS curves" (2017); RFC 9380, appendix G.3. 127 doublings, 15 additions.</remarks>
    public static G2Point ClearCofactor(in G2Point point)
    {
        G2Point xp = CurveParameter.TimesX(point);
        G2Point psi = Apply(point);
        G2Point sum = CurveParameter.TimesX(xp + psi) - xp - psi - point;
        return sum + Apply(Apply(point.Double()));
    }
}
