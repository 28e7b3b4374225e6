using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZToken.Algebra;

/// <summary>Butterflies on groups of eight elements, laid out as in <see cref="FrLanes"/>.</summary>
/// <remarks>
/// A constant w comes with its companion v = w (-1/m) mod R (in integers, V. Shoup's trick; here for Montgomery's reduction): then
/// Q = y v mod R takes half a product, and of w y + Q m only the upper half is wanted, whose carry from below two rounded columns give.
/// That is 51 exact products of limbs in place of 78. A constant is the 6 limbs of w and the 6 of v: either 12 doubles, the
/// same for all lanes ("shared"), or 12 rows of 8 doubles ("each").
/// Bounds, in the terms of FrLanes, for a factor y of weight W up to 32 and a value up to 256 m: Q's limbs stay as the sums give
/// them, limb k of weight k + 1 + k W / 2, the topmost taken modulo 2^44. An exact column comes to (4 W + 2.6 W + 7) 2^86 at most, of
/// 768 * 2^86 allowed. Column 5, (4 W + 1.7 W + 6) 2^86 at most, is summed in plain floating point with errors of at most 12 * 2^39 together,
/// of 2^43 allowed. The product has weight 1 and is below (0.5 + a hair) m.
/// </remarks>
internal static unsafe partial class FrButterflies
{
    /// <summary>Doubles of a constant that all lanes share.</summary>
    public const int SharedLength = 12;

    /// <summary>Doubles of a constant for each of the lanes.</summary>
    public const int EachLength = 8 * SharedLength;

    /// <summary>Doubles of scratch memory, aligned to 64 bytes.</summary>
    public const int ScratchLength = 96;

    private static readonly double* constants = CreateConstants();

    private static bool Wide => LaneSupport.RegisterBits == 512;

    /// <summary>(x + w y, x - w y) for <paramref name="count"/> pairs of groups, <paramref name="step"/> doubles apart. Weights grow by 1.</summary>
    /// <param name="x">The first group of the left halves.</param>
    /// <param name="y">The first group of the right halves.</param>
    /// <param name="step">Doubles from a group to the next.</param>
    /// <param name="w">The first constant, shared by the lanes.</param>
    /// <param name="constantStep">Doubles from a constant to the next: 0, or <see cref="SharedLength"/>.</param>
    /// <param name="count">The number of pairs.</param>
    /// <param name="scratch">Memory of the thread's own.</param>
    public static void SplitShared(double* x, double* y, nint step, double* w, nint constantStep, nint count, double* scratch)
    {
        if (Wide)
        {
            SplitShared512(x, y, step, w, constantStep, count, scratch, constants);
            return;
        }

        SplitShared256(x, y, step, w, constantStep, count, scratch, constants);
        SplitShared256(x + 4, y + 4, step, w, constantStep, count, scratch, constants);
    }

    /// <summary>As <see cref="SplitShared"/>, with a constant for each lane: <paramref name="constantStep"/> is 0 or <see cref="EachLength"/>.</summary>
    public static void SplitEach(double* x, double* y, nint step, double* w, nint constantStep, nint count, double* scratch)
    {
        if (Wide)
        {
            SplitEach512(x, y, step, w, constantStep, count, scratch, constants);
            return;
        }

        SplitEach256(x, y, step, w, constantStep, count, scratch, constants);
        SplitEach256(x + 4, y + 4, step, w + 4, constantStep, count, scratch, constants);
    }

    /// <summary>(x + y, (x - y) w) for <paramref name="count"/> pairs of groups. The sums' weights add, the products have weight 1.</summary>
    /// <inheritdoc cref="SplitShared" path="/param"/>
    public static void MergeShared(double* x, double* y, nint step, double* w, nint constantStep, nint count, double* scratch)
    {
        if (Wide)
        {
            MergeShared512(x, y, step, w, constantStep, count, scratch, constants);
            return;
        }

        MergeShared256(x, y, step, w, constantStep, count, scratch, constants);
        MergeShared256(x + 4, y + 4, step, w, constantStep, count, scratch, constants);
    }

    /// <summary>As <see cref="MergeShared"/>, with a constant for each lane: <paramref name="constantStep"/> is 0 or <see cref="EachLength"/>.</summary>
    public static void MergeEach(double* x, double* y, nint step, double* w, nint constantStep, nint count, double* scratch)
    {
        if (Wide)
        {
            MergeEach512(x, y, step, w, constantStep, count, scratch, constants);
            return;
        }

        MergeEach256(x, y, step, w, constantStep, count, scratch, constants);
        MergeEach256(x + 4, y + 4, step, w + 4, constantStep, count, scratch, constants);
    }

    /// <summary>As <see cref="MergeShared"/>, with sums of weight 1 below half the modulus (and a hair).</summary>
    public static void MergeReducingShared(double* x, double* y, nint step, double* w, nint constantStep, nint count, double* scratch)
    {
        if (Wide)
        {
            MergeReducingShared512(x, y, step, w, constantStep, count, scratch, constants);
            return;
        }

        MergeReducingShared256(x, y, step, w, constantStep, count, scratch, constants);
        MergeReducingShared256(x + 4, y + 4, step, w, constantStep, count, scratch, constants);
    }

    /// <summary>y w for <paramref name="count"/> groups that lie one after another.</summary>
    public static void ScaleShared(double* y, double* w, nint count, double* scratch)
    {
        if (Wide)
        {
            ScaleShared512(y, y, FrLanes.GroupLength, w, 0, count, scratch, constants);
            return;
        }

        ScaleShared256(y, y, FrLanes.GroupLength, w, 0, count, scratch, constants);
        ScaleShared256(y + 4, y + 4, FrLanes.GroupLength, w, 0, count, scratch, constants);
    }

    /// <summary>(x + y, x - y), both of weight 1 and below half the modulus (and a hair): a butterfly whose constant is one.</summary>
    public static void Sums(double* x, double* y, nint step, nint count, double* scratch)
    {
        if (Wide)
        {
            Sums512(x, y, step, count, scratch, constants);
            return;
        }

        Sums256(x, y, step, count, scratch, constants);
        Sums256(x + 4, y + 4, step, count, scratch, constants);
    }

    /// <summary>Writes a constant that all lanes share, with its companion.</summary>
    public static void WriteShared(double* destination, in Fr value)
    {
        double* eight = stackalloc double[8 * SharedLength];
        Fr* values = stackalloc Fr[8];
        values[0] = value;
        WriteEightShared(eight, values);
        Unsafe.CopyBlock(destination, eight, SharedLength * sizeof(double));
    }

    /// <summary>Writes eight constants, one after another, each to be shared by all lanes.</summary>
    public static void WriteEightShared(double* destination, Fr* values)
    {
        double* group = stackalloc double[EachLength + 8];
        group = LaneMemory.Align(group);
        FrLanes.Load(group, values);
        AddCompanion(group);
        for (int i = 0; i < EachLength; i++)
        {
            destination[(i % 8 * SharedLength) + (i / 8)] = group[i];
        }
    }

    /// <summary>Writes the companion of a group of constants of weight 1, limb by limb behind it: six rows become twelve.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddCompanion(double* each)
    {
        Vector256<double> bias = Vector256.Create(Bias);
        for (int half = 0; half < 8; half += 4)
        {
            // Column c of w (-1/m): the exact sum as high + low; low is brought below 2^w, the rest goes to the next column.
            Vector256<double> carried = Vector256<double>.Zero;
            for (int c = 0; c < FrLanes.Limbs; c++)
            {
                Vector256<double> high = bias, low = carried;
                for (int i = 0; i <= c; i++)
                {
                    Vector256<double> a = Vector256.LoadAligned(each + (8 * i) + half), b = Vector256.Create(NegativeInverseLimbs[c - i]);
                    Vector256<double> sum = Vector256.FusedMultiplyAdd(a, b, high);
                    low += Vector256.FusedMultiplyAdd(a, b, high - sum);
                    high = sum;
                }

                Vector256<double> whole = (low + bias) - bias;
                Vector256.StoreAligned(low - whole, each + (8 * (FrLanes.Limbs + c)) + half);
                carried = ((high - bias) + whole) * Vector256.Create(Unit);
            }
        }
    }

    /// <summary>Turns the rows of eight groups into columns: lane l of row to[r] of the result is lane r of row from[l] of the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(double* result, ReadOnlySpan<byte> to, double* source, ReadOnlySpan<byte> from)
    {
        const int Row = FrLanes.GroupLength;
        for (int limb = 0; limb < Row; limb += 8)
        {
            for (int l = 0; l < 8; l += 4)
            {
                for (int r = 0; r < 8; r += 4)
                {
                    double* quarter = source + limb + r;
                    Vector256<double> a = Vector256.LoadAligned(quarter + (from[l] * Row)), b = Vector256.LoadAligned(quarter + (from[l + 1] * Row));
                    Vector256<double> c = Vector256.LoadAligned(quarter + (from[l + 2] * Row)), d = Vector256.LoadAligned(quarter + (from[l + 3] * Row));
                    Vector256<double> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d), ef = Avx.UnpackHigh(a, b), gh = Avx.UnpackHigh(c, d);
                    quarter = result + limb + l;
                    Vector256.StoreAligned(Avx.Permute2x128(ab, cd, 0x20), quarter + (to[r] * Row));
                    Vector256.StoreAligned(Avx.Permute2x128(ef, gh, 0x20), quarter + (to[r + 1] * Row));
                    Vector256.StoreAligned(Avx.Permute2x128(ab, cd, 0x31), quarter + (to[r + 2] * Row));
                    Vector256.StoreAligned(Avx.Permute2x128(ef, gh, 0x31), quarter + (to[r + 3] * Row));
                }
            }
        }
    }

    // The limbs of the modulus, each eight times over.
    private static double* CreateConstants()
    {
        double* limbs = (double*)NativeMemory.AlignedAlloc(FrLanes.GroupLength * sizeof(double), 64);
        for (int i = 0; i < FrLanes.GroupLength; i++)
        {
            limbs[i] = ModulusLimbs[i / 8];
        }

        return limbs;
    }
}
