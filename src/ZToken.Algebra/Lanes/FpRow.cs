using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZToken.Algebra;

/// <summary>One element of <see cref="Fp"/> as eight limbs of 48 bits side by side: the form for few elements and long formulas.</summary>
/// <remarks>
/// Where <see cref="FpLanes"/> does one thing to eight elements, rows suit a formula with unlike steps: a sum of rows is one vector addition, and
/// <see cref="FpRowKernels"/> multiplies any eight rows that were laid side by side. Limbs, Montgomery factor and weights are those of <see cref="FpLanes"/>:
/// sums are not reduced, a product may have any sum of up to 32 products as factor, and what is carried on without being multiplied is reduced now and then.
/// <c>default</c> is zero. Lies in memory aligned to 64 bytes wherever a pointer to it is taken.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct FpRow(Vector512<double> limbs)
{
    private const int Limbs = 8;
    private const int LimbBits = 48;

    // Rounds to multiples of 2^48, but for the topmost limb, which rounds to zero and so keeps what it has.
    private static Vector512<double> CarryBias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(FpRowKernels.Bias, FpRowKernels.Bias, FpRowKernels.Bias, FpRowKernels.Bias, FpRowKernels.Bias, FpRowKernels.Bias, FpRowKernels.Bias, FpRowKernels.Bias * (1L << 52));
    }

    // What the limb below carries counts 2^-48; below the lowest is none.
    private static Vector512<double> CarryUnit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, FpRowKernels.Unit, FpRowKernels.Unit, FpRowKernels.Unit, FpRowKernels.Unit, FpRowKernels.Unit, FpRowKernels.Unit, FpRowKernels.Unit);
    }

    private readonly Vector512<double> limbs = limbs;

    /// <summary>The element one.</summary>
    public static FpRow One { get; } = FromField(Fp.One);

    /// <summary>Adds; weights add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FpRow operator +(FpRow a, FpRow b) => new(a.limbs + b.limbs);

    /// <summary>Subtracts; weights add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FpRow operator -(FpRow a, FpRow b) => new(a.limbs - b.limbs);

    /// <summary>Negates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FpRow operator -(FpRow a) => new(-a.limbs);

    /// <summary>Scales by a small integer; the weight grows with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FpRow operator *(FpRow a, double factor) => new(a.limbs * factor);

    /// <summary>Brings rows, sums of up to 32 products, within half a modulus of zero (and a hair) and to weight 1, each remaining the same residue.</summary>
    public static unsafe void Reduce(FpRow* rows, int count)
    {
        if (LaneSupport.RegisterBits == 512)
        {
            Reduce512((double*)rows, count);
        }
        else
        {
            Reduce256((double*)rows, count);
        }
    }

    /// <summary>This row as <see cref="Reduce"/> leaves it.</summary>
    public unsafe FpRow Reduced()
    {
        byte* memory = stackalloc byte[sizeof(FpRow) + 63];
        FpRow* row = (FpRow*)(((nuint)memory + 63) & ~(nuint)63);
        *row = this;
        Reduce(row, 1);
        return *row;
    }

    /// <summary>The row of an element.</summary>
    public static FpRow FromField(in Fp value)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Fp, ulong>(ref Unsafe.AsRef(in value)), 6);
        Span<double> row = stackalloc double[Limbs];
        for (int i = 0; i < Limbs; i++)
        {
            int word = i * LimbBits / 64, shift = i * LimbBits % 64;
            ulong limb = words[word] >> shift;
            if (shift > 64 - LimbBits)
            {
                limb |= words[word + 1] << (64 - shift);
            }

            row[i] = limb & ((1UL << LimbBits) - 1);
        }

        return new FpRow(Vector512.Create<double>(row)).Reduced();
    }

    /// <summary>The element of a row, a sum of up to 32 products.</summary>
    public Fp ToField()
    {
        // Reduced it is within half a modulus of zero, so that one modulus more makes it positive.
        Vector512<double> positive = Reduced().limbs + FpRowKernels.Modulus;
        Span<ulong> words = stackalloc ulong[6];
        words.Clear();
        long carry = 0;
        for (int i = 0; i < Limbs; i++)
        {
            long limb = (long)positive[i] + carry;
            carry = limb >> LimbBits;
            ulong bits = (ulong)limb & ((1UL << LimbBits) - 1);
            int word = i * LimbBits / 64, shift = i * LimbBits % 64;
            words[word] |= bits << shift;
            if (shift > 64 - LimbBits)
            {
                words[word + 1] |= bits >> (64 - shift);
            }
        }

        // Below twice the modulus: the sum with zero brings it below.
        return new Fp(words[0], words[1], words[2], words[3], words[4], words[5]) + Fp.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Reduce512(double* rows, int count)
    {
        Vector512<double> round = Vector512.Create(6755399441055744.0), minusInverse = Vector512.Create(-FpRowKernels.InverseModulus);
        Vector512<double> unit = Vector512.Create(FpRowKernels.Unit), modulus = FpRowKernels.Modulus, bias = CarryBias, carryUnit = CarryUnit;
        Vector512<long> rotate = Vector512.Create(7L, 0, 1, 2, 3, 4, 5, 6), last = Vector512.Create(7L);
        for (int i = 0; i < count; i++, rows += Limbs)
        {
            Vector512<double> a = Vector512.LoadAligned(rows);
            Vector512<double> top = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar8x64(a, rotate), unit, a);
            Vector512<double> quotient = Vector512.FusedMultiplyAdd(top, minusInverse, round) - round;
            Vector512<double> rest = Vector512.FusedMultiplyAdd(Avx512F.PermuteVar8x64(quotient, last), modulus, a);
            Vector512<double> carry = (rest + bias) - bias;
            Vector512.StoreAligned(Vector512.FusedMultiplyAdd(Avx512F.PermuteVar8x64(carry, rotate), carryUnit, rest - carry), rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Reduce256(double* rows, int count)
    {
        Vector256<double> round = Vector256.Create(6755399441055744.0), minusInverse = Vector256.Create(-FpRowKernels.InverseModulus);
        Vector256<double> unit = Vector256.Create(FpRowKernels.Unit), lowUnit = CarryUnit.GetLower();
        Vector256<double> lowModulus = FpRowKernels.Modulus.GetLower(), highModulus = FpRowKernels.Modulus.GetUpper();
        Vector256<double> lowBias = CarryBias.GetLower(), highBias = CarryBias.GetUpper();
        for (int i = 0; i < count; i++, rows += Limbs)
        {
            Vector256<double> low = Vector256.LoadAligned(rows), high = Vector256.LoadAligned(rows + 4);
            Vector256<double> top = Vector256.FusedMultiplyAdd(Avx2.Permute4x64(high, 0b10_01_00_11), unit, high);
            Vector256<double> quotient = Avx2.Permute4x64(Vector256.FusedMultiplyAdd(top, minusInverse, round) - round, 0xff);
            low = Vector256.FusedMultiplyAdd(quotient, lowModulus, low);
            high = Vector256.FusedMultiplyAdd(quotient, highModulus, high);
            Vector256<double> lowCarry = (low + lowBias) - lowBias, highCarry = (high + highBias) - highBias;
            Vector256<double> lowRotated = Avx2.Permute4x64(lowCarry, 0b10_01_00_11), highRotated = Avx2.Permute4x64(highCarry, 0b10_01_00_11);
            Vector256.StoreAligned(Vector256.FusedMultiplyAdd(lowRotated, lowUnit, low - lowCarry), rows);
            Vector256.StoreAligned(Vector256.FusedMultiplyAdd(Avx.Blend(highRotated, lowRotated, 0b0001), unit, high - highCarry), rows + 4);
        }
    }
}
