namespace ZToken.Algebra;

/// <summary>The map to G2's curve: suite BLS12381G2_XMD:SHA-256_SSWU of RFC 9380, section 8.8.2, with the isogeny of degree 3 of appendix E.3.</summary>
internal readonly struct G2Map : ISwuMap<Fp2>
{
    private static readonly Fp2 curveA = Small(0, 240);
    private static readonly Fp2 curveB = Small(1012, 1012);
    private static readonly Fp2 nonSquare = Small(-2, -1);
    private static readonly Fp rootOfMinusNorm = (-nonSquare.Norm()).Progenitor() * -nonSquare.Norm();

    // The isogeny is (n(x) / (-3 h(x))^2, y m(x) / (-3 h(x))^3): h vanishes on the kernel's x coordinate, n and m follow from h by Vélu's
    // formulas, and 3 makes the constant of the target curve 4 + 4u. In the letters of appendix E.3: k_2 are the coefficients of h^2,
    // k_4 those of h^3, k_1 those of n / 9 and k_3 those of -m / 27.
    private static readonly Fp2[] kernel = [Small(6, -6)];
    private static readonly Fp2[] numeratorX = [Small(304, 304), Small(0, -24), Small(12, -12)];
    private static readonly Fp2[] numeratorY = [Small(-752, -752), Small(0, -264), Small(18, -18)];
    private static readonly Fp minusThree = -Fp.FromUInt64(3);

    public static Fp2 A => curveA;

    public static Fp2 B => curveB;

    public static Fp2 Z => nonSquare;

    /// <summary>h, without its leading coefficient one, from the lowest on.</summary>
    public static ReadOnlySpan<Fp2> Kernel => kernel;

    /// <summary>n, without its leading coefficient one, from the lowest on.</summary>
    public static ReadOnlySpan<Fp2> NumeratorX => numeratorX;

    /// <summary>m, without its leading coefficient one, from the lowest on.</summary>
    public static ReadOnlySpan<Fp2> NumeratorY => numeratorY;

    public static bool RootAndInverse(in Fp2 g, in Fp2 d, out Fp2 root, out Fp2 inverse)
    {
        // In the base field, as in G1: a root of g's norm (g is a square where that is) and the inverse of d's norm.
        Fp norm = g.Norm();
        Fp dNorm = d.Norm();
        Fp dd = dNorm.Square();
        Fp shared = (norm * dd.Square()).Progenitor();
        Fp c = norm * shared * dd;
        bool isSquare = c.Square() == norm;
        Fp normInverse = shared * c * dNorm;
        inverse = d.Conjugate() * Fp.Select(isSquare, normInverse, -normInverse);

        Fp normRoot = Fp.Select(isSquare, c, c * rootOfMinusNorm);
        root = Fp2.Select(isSquare, g, g * nonSquare).SqrtFromNormRoot(normRoot);
        return isSquare;
    }

    public static bool IsOdd(in Fp2 value) => value.C0.IsOdd | (value.C0.IsZero & value.C1.IsOdd);

    public static G2Point ToGroupCurve(in Fp2 x, in Fp2 y)
    {
        Fp2 h = SimplifiedSwu<Fp2, G2Map>.EvaluateMonic(kernel, x);
        return new G2Point(
            SimplifiedSwu<Fp2, G2Map>.EvaluateMonic(numeratorX, x),
            SimplifiedSwu<Fp2, G2Map>.EvaluateMonic(numeratorY, x) * y,
            h * minusThree);
    }

    private static Fp2 Small(int c0, int c1) => new(Small(c0), Small(c1));

    private static Fp Small(int value) => value < 0 ? -Fp.FromUInt64((ulong)-value) : Fp.FromUInt64((ulong)value);
}
