namespace ZToken.Algebra;

public readonly partial struct Fp12
{
    /// <summary>Multiplies by a line's value l0 + l1 v + l2 v w: 13 products in Fp2.</summary>
    internal Fp12 TimesLine(in Fp2 l0, in Fp2 l1, in Fp2 l2)
    {
        Fp6 low = C0.TimesSparse(l0, l1);
        Fp6 high = (C1 * l2).TimesNonResidue();
        Fp6 cross = (C0 + C1).TimesSparse(l0, l1 + l2);
        return new Fp12(low + high.TimesNonResidue(), cross - low - high);
    }

    /// <summary>Multiplies by a line's value l0 + l1 v + v w: 10 products in Fp2.</summary>
    internal Fp12 TimesMonicLine(in Fp2 l0, in Fp2 l1)
    {
        Fp6 low = C0.TimesSparse(l0, l1);
        Fp6 high = C1.TimesNonResidue();
        Fp6 cross = (C0 + C1).TimesSparse(l0, l1 + Fp2.One);
        return new Fp12(low + high.TimesNonResidue(), cross - low - high);
    }
}
