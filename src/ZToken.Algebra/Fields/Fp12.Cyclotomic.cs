namespace ZToken.Algebra;

public readonly partial struct Fp12
{
    /// <summary>The square of an element of the cyclotomic subgroup, where a^(p^4 - p^2 + 1) = 1; elsewhere a wrong result.</summary>
    /// <remarks>
    /// Nine squares in Fp2, that is 18 products in Fp where a general square takes 36:
    /// R. Granger, M. Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions" (2009), section 3.2.
    /// </remarks>
    internal Fp12 CyclotomicSquare()
    {
        (Fp2 a0, Fp2 a1) = SquareInFp4(C0.C0, C1.C1);
        (Fp2 b0, Fp2 b1) = SquareInFp4(C1.C0, C0.C2);
        (Fp2 c0, Fp2 c1) = SquareInFp4(C0.C1, C1.C2);
        return new Fp12(
            new Fp6(ThreeMinusTwo(a0, C0.C0), ThreeMinusTwo(b0, C0.C1), ThreeMinusTwo(c0, C0.C2)),
            new Fp6(ThreePlusTwo(c1.TimesNonResidue(), C1.C0), ThreePlusTwo(a1, C1.C1), ThreePlusTwo(b1, C1.C2)));
    }

    // (a + b s)^2 where s^2 = 1 + u.
    private static (Fp2 Low, Fp2 High) SquareInFp4(in Fp2 a, in Fp2 b)
    {
        Fp2 aa = a.Square();
        Fp2 bb = b.Square();
        return (aa + bb.TimesNonResidue(), (a + b).Square() - aa - bb);
    }

    private static Fp2 ThreeMinusTwo(in Fp2 square, in Fp2 old) => (square - old).Double() + square;

    private static Fp2 ThreePlusTwo(in Fp2 square, in Fp2 old) => (square + old).Double() + square;
}
