using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Products in Fp2 that are laid side by side and then run together: set the factors, run, take the results.</summary>
/// <remarks>Factors may be any sums of up to 32 products; results have weight 1. Four products run at a time, so counts that four divides waste nothing.</remarks>
internal readonly unsafe struct RowProducts(Fp2Row* left, Fp2Row* right, Fp2Row* results, double* scratch)
{
    /// <summary>Products that fit.</summary>
    public const int Capacity = 72;

    /// <summary>Products in Fp2 that one in Fp6 takes.</summary>
    public const int InFp6 = 6;

    /// <summary>Products in Fp2 that a sparse one in Fp6 takes.</summary>
    public const int InSparseFp6 = 5;

    private readonly Fp2Row* left = left;
    private readonly Fp2Row* right = right;
    private readonly Fp2Row* results = results;
    private readonly double* scratch = scratch;

    /// <summary>The result of a product.</summary>
    public ref readonly Fp2Row this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref results[index];
    }

    /// <summary>Sets the factors of a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int index, in Fp2Row a, in Fp2Row b)
    {
        left[index] = a;
        right[index] = b;
    }

    /// <summary>Sets factors that scale: both coefficients of a by the same element of Fp. For <see cref="RunRows"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetScaled(int index, in Fp2Row a, FpRow factor)
    {
        left[index] = a;
        right[index] = new Fp2Row(factor, factor);
    }

    /// <summary>Runs the first products.</summary>
    public void Run(int count) => FpRowKernels.MultiplyFp2((double*)results, (double*)left, (double*)right, scratch, (count + 3) / 4);

    /// <summary>Runs the first products coefficient by coefficient.</summary>
    public void RunRows(int count) => FpRowKernels.Multiply((double*)results, (double*)left, (double*)right, scratch, (count + 3) / 4);

    /// <summary>Sets the six factors of a product in Fp6 (Karatsuba).</summary>
    public void SetFp6(int index, in Fp6Row a, in Fp6Row b)
    {
        Set(index, a.C0, b.C0);
        Set(index + 1, a.C1, b.C1);
        Set(index + 2, a.C2, b.C2);
        Set(index + 3, a.C1 + a.C2, b.C1 + b.C2);
        Set(index + 4, a.C0 + a.C1, b.C0 + b.C1);
        Set(index + 5, a.C0 + a.C2, b.C0 + b.C2);
    }

    /// <summary>The product in Fp6 whose factors were set at the index: weights 7, 5 and 4.</summary>
    public Fp6Row Fp6(int index)
    {
        ref readonly Fp2Row p0 = ref results[index], p1 = ref results[index + 1], p2 = ref results[index + 2];
        return new Fp6Row(
            p0 + (results[index + 3] - p1 - p2).TimesNonResidue(),
            results[index + 4] - p0 - p1 + p2.TimesNonResidue(),
            results[index + 5] - p0 - p2 + p1);
    }

    /// <summary>Sets the five factors of a product by b0 + b1 v.</summary>
    public void SetSparseFp6(int index, in Fp6Row a, in Fp2Row b0, in Fp2Row b1)
    {
        Set(index, a.C0, b0);
        Set(index + 1, a.C1, b1);
        Set(index + 2, a.C2, b1);
        Set(index + 3, a.C2, b0);
        Set(index + 4, a.C0 + a.C1, b0 + b1);
    }

    /// <summary>The product by b0 + b1 v whose factors were set at the index: weights 3, 3 and 2.</summary>
    public Fp6Row SparseFp6(int index)
    {
        ref readonly Fp2Row p0 = ref results[index], p1 = ref results[index + 1];
        return new Fp6Row(
            p0 + results[index + 2].TimesNonResidue(),
            results[index + 4] - p0 - p1,
            results[index + 3] + p1);
    }
}
