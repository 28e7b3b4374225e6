using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The operations of <see cref="Fp12"/> in rows. Operands and results are reduced; a result may lie where an operand lies.</summary>
internal static unsafe class RowArithmetic
{
    /// <summary>Multiplies: 18 products in Fp2.</summary>
    [SkipLocalsInit]
    public static void Multiply(Fp12Row* result, Fp12Row* a, Fp12Row* b, in RowProducts products)
    {
        SetProduct(0, a, b, products);
        products.Run(3 * RowProducts.InFp6);
        TakeProduct(result, 0, products);
    }

    /// <summary>Sets the 18 factors of a product in Fp12.</summary>
    [SkipLocalsInit]
    public static void SetProduct(int index, Fp12Row* a, Fp12Row* b, in RowProducts products)
    {
        products.SetFp6(index, a->C0, b->C0);
        products.SetFp6(index + RowProducts.InFp6, a->C1, b->C1);
        products.SetFp6(index + (2 * RowProducts.InFp6), a->C0 + a->C1, b->C0 + b->C1);
    }

    /// <summary>Takes the product in Fp12 whose factors were set at the index.</summary>
    [SkipLocalsInit]
    public static void TakeProduct(Fp12Row* result, int index, in RowProducts products)
    {
        Fp6Row low = products.Fp6(index);
        Fp6Row high = products.Fp6(index + RowProducts.InFp6);
        Fp6Row cross = products.Fp6(index + (2 * RowProducts.InFp6));
        *result = new Fp12Row(low + high.TimesNonResidue(), cross - low - high);
        Fp12Row.Reduce(result, 1);
    }

    /// <summary>Squares: 12 products in Fp2.</summary>
    [SkipLocalsInit]
    public static void Square(Fp12Row* result, Fp12Row* a, in RowProducts products)
    {
        products.SetFp6(0, a->C0, a->C1);
        products.SetFp6(RowProducts.InFp6, a->C0 + a->C1, a->C0 + a->C1.TimesNonResidue());
        products.Run(2 * RowProducts.InFp6);
        Fp6Row product = products.Fp6(0);
        Fp6Row mixed = products.Fp6(RowProducts.InFp6);
        *result = new Fp12Row(mixed - product - product.TimesNonResidue(), product + product);
        Fp12Row.Reduce(result, 1);
    }

    /// <summary>Multiplies by a line's value l0 + l1 v + l2 v w: sets its 13 factors.</summary>
    [SkipLocalsInit]
    public static void SetLineProduct(int index, Fp12Row* a, LineRow* line, in RowProducts products)
    {
        products.SetSparseFp6(index, a->C0, line->Constant, line->SlopeX);
        products.SetSparseFp6(index + RowProducts.InSparseFp6, a->C0 + a->C1, line->Constant, line->SlopeX + line->SlopeY);
        int high = index + (2 * RowProducts.InSparseFp6);
        products.Set(high, a->C1.C0, line->SlopeY);
        products.Set(high + 1, a->C1.C1, line->SlopeY);
        products.Set(high + 2, a->C1.C2, line->SlopeY);
    }

    /// <summary>Takes the product by a line whose factors were set at the index.</summary>
    [SkipLocalsInit]
    public static void TakeLineProduct(Fp12Row* result, int index, in RowProducts products)
    {
        Fp6Row low = products.SparseFp6(index);
        Fp6Row cross = products.SparseFp6(index + RowProducts.InSparseFp6);
        int at = index + (2 * RowProducts.InSparseFp6);
        Fp6Row high = new Fp6Row(products[at], products[at + 1], products[at + 2]).TimesNonResidue();
        *result = new Fp12Row(low + high.TimesNonResidue(), cross - low - high);
        Fp12Row.Reduce(result, 1);
    }

    /// <summary>The square of an element of the cyclotomic subgroup: six products in Fp2.</summary>
    /// <remarks>
    /// As <see cref="Fp12.CyclotomicSquare"/>, each square (a + b s)^2 in Fp4 by two products:
    /// 2 a b, and (a + b)(a + (1 + u) b) less a b and (1 + u) a b, which is a^2 + (1 + u) b^2.
    /// </remarks>
    [SkipLocalsInit]
    public static void CyclotomicSquare(Fp12Row* result, Fp12Row* a, in RowProducts products)
    {
        SetFp4Square(0, a->C0.C0, a->C1.C1, products);
        SetFp4Square(2, a->C1.C0, a->C0.C2, products);
        SetFp4Square(4, a->C0.C1, a->C1.C2, products);
        products.Run(6);
        Fp2Row high = products[4] + products[4];
        *result = new Fp12Row(
            new Fp6Row(ThreeMinusTwo(LowOfSquare(0, products), a->C0.C0), ThreeMinusTwo(LowOfSquare(2, products), a->C0.C1), ThreeMinusTwo(LowOfSquare(4, products), a->C0.C2)),
            new Fp6Row(
                ThreePlusTwo(high.TimesNonResidue(), a->C1.C0),
                ThreePlusTwo(products[0] + products[0], a->C1.C1),
                ThreePlusTwo(products[2] + products[2], a->C1.C2)));
        Fp12Row.Reduce(result, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetFp4Square(int index, in Fp2Row a, in Fp2Row b, in RowProducts products)
    {
        products.Set(index, a, b);
        products.Set(index + 1, a + b, a + b.TimesNonResidue());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fp2Row LowOfSquare(int index, in RowProducts products) => products[index + 1] - products[index] - products[index].TimesNonResidue();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fp2Row ThreeMinusTwo(in Fp2Row square, in Fp2Row old) => (square * 3) - (old + old);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fp2Row ThreePlusTwo(in Fp2Row square, in Fp2Row old) => (square * 3) + (old + old);
}
