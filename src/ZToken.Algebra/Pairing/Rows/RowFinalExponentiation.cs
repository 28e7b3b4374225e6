using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The final exponentiation in rows: the steps of <see cref="Pairing.FinalExponentiation"/>.</summary>
internal static unsafe class RowFinalExponentiation
{
    // Frobenius[k - 1][i] = (1 + u)^(i (p^k - 1) / 6).
    private static readonly Fp2Row[][] frobenius = [.. Enumerable.Range(1, 3).Select(FrobeniusRows)];

    /// <summary>Raises to 3 (p^12 - 1) / r.</summary>
    /// <param name="value">Not zero.</param>
    public static Fp12 Run(in Fp12 value)
    {
        RowWorkspace workspace = RowWorkspace.Current;
        RowProducts products = workspace.Products;
        Fp12Row* m = workspace.Values;
        Fp12Row* a = m + 1, b = m + 2, c = m + 3, t = m + 4;
        *t = Fp12Row.FromField(value);
        ConjugateOverSelf(m, t, products);
        Frobenius(t, m, 2, products);
        RowArithmetic.Multiply(m, m, t, products);

        PowerOfParameterLessOne(t, m, products);
        PowerOfParameterLessOne(a, t, products);

        PowerOfParameter(b, a, products);
        Frobenius(t, a, 1, products);
        RowArithmetic.Multiply(b, b, t, products);

        PowerOfParameter(t, b, products);
        PowerOfParameter(c, t, products);
        Frobenius(t, b, 2, products);
        RowArithmetic.Multiply(c, c, t, products);
        *t = b->Conjugate();
        RowArithmetic.Multiply(c, c, t, products);

        RowArithmetic.CyclotomicSquare(t, m, products);
        RowArithmetic.Multiply(c, c, t, products);
        RowArithmetic.Multiply(c, c, m, products);
        return c->ToField();
    }

    private static void PowerOfParameterLessOne(Fp12Row* result, Fp12Row* m, in RowProducts products)
    {
        PowerOfParameter(result, m, products);
        *m = m->Conjugate();
        RowArithmetic.Multiply(result, result, m, products);
        *m = m->Conjugate();
    }

    private static void PowerOfParameter(Fp12Row* result, Fp12Row* m, in RowProducts products)
    {
        *result = *m;
        for (int bit = Pairing.LoopTopBit - 1; bit >= 0; bit--)
        {
            RowArithmetic.CyclotomicSquare(result, result, products);
            if (Pairing.LoopBit(bit))
            {
                RowArithmetic.Multiply(result, result, m, products);
            }
        }

        *result = result->Conjugate();
    }

    /// <summary>The p^6 - 1st power: conj(f) / f = conj(f)^2 / (f conj(f)), the divisor being in Fp6.</summary>
    [SkipLocalsInit]
    private static void ConjugateOverSelf(Fp12Row* result, Fp12Row* f, in RowProducts products)
    {
        products.SetFp6(0, f->C0, f->C0);
        products.SetFp6(RowProducts.InFp6, f->C1, f->C1);
        products.Run(2 * RowProducts.InFp6);
        Fp6Row inverse = Invert(products.Fp6(0) - products.Fp6(RowProducts.InFp6).TimesNonResidue(), products);

        *result = f->Conjugate();
        RowArithmetic.Square(result, result, products);
        products.SetFp6(0, result->C0, inverse);
        products.SetFp6(RowProducts.InFp6, result->C1, inverse);
        products.Run(2 * RowProducts.InFp6);
        *result = new Fp12Row(products.Fp6(0), products.Fp6(RowProducts.InFp6));
        Fp12Row.Reduce(result, 1);
    }

    // As Fp6.Invert: the adjugate's first row over the norm to Fp2.
    [SkipLocalsInit]
    private static Fp6Row Invert(in Fp6Row a, in RowProducts products)
    {
        products.Set(0, a.C0, a.C0);
        products.Set(1, a.C1, a.C2);
        products.Set(2, a.C2, a.C2);
        products.Set(3, a.C0, a.C1);
        products.Set(4, a.C1, a.C1);
        products.Set(5, a.C0, a.C2);
        products.Run(6);
        Fp2Row a0 = products[0] - products[1].TimesNonResidue();
        Fp2Row a1 = products[2].TimesNonResidue() - products[3];
        Fp2Row a2 = products[4] - products[5];

        products.Set(0, a.C1, a2);
        products.Set(1, a.C2, a1);
        products.Set(2, a.C0, a0);
        products.Run(3);
        Fp2 norm = ((products[0] + products[1]).TimesNonResidue() + products[2]).ToField();
        Fp scale = norm.Norm().InvertVarTime();
        Fp2Row inverse = Fp2Row.FromField(norm.Conjugate() * scale);

        products.Set(0, a0, inverse);
        products.Set(1, a1, inverse);
        products.Set(2, a2, inverse);
        products.Run(3);
        return new Fp6Row(products[0], products[1], products[2]);
    }

    [SkipLocalsInit]
    private static void Frobenius(Fp12Row* result, Fp12Row* a, int power, in RowProducts products)
    {
        bool odd = (power & 1) != 0;
        Fp2Row[] g = frobenius[power - 1];
        products.Set(0, Image(a->C1.C0, odd), g[1]);
        products.Set(1, Image(a->C0.C1, odd), g[2]);
        products.Set(2, Image(a->C1.C1, odd), g[3]);
        products.Set(3, Image(a->C0.C2, odd), g[4]);
        products.Set(4, Image(a->C1.C2, odd), g[5]);
        products.Run(5);
        *result = new Fp12Row(new Fp6Row(Image(a->C0.C0, odd), products[1], products[3]), new Fp6Row(products[0], products[2], products[4]));
    }

    private static Fp2Row Image(in Fp2Row a, bool odd) => odd ? a.Conjugate() : a;

    private static Fp2Row[] FrobeniusRows(int power)
    {
        Fp2Row[] rows = new Fp2Row[6];
        ReadOnlySpan<Fp2> factors = Fp12.FrobeniusFactors(power);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Fp2Row.FromField(factors[i]);
        }

        return rows;
    }
}
