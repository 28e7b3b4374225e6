using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Coordinates of G2 in lanes: the group of coefficients of 1, then that of the coefficients of u.</summary>
/// <remarks>
/// A product is two sums of two products, each reduced once. That is as fast as Karatsuba's three products, each reduced, and keeps
/// weights low. The norm of a + b u is a^2 + b^2, the inverse (a - b u) / (a^2 + b^2).
/// </remarks>
internal readonly unsafe struct Fp2Coordinates : ICoordinateLanes<Fp2>
{
    private const int Half = FpLanes.GroupLength;

    public static int GroupLength => 2 * Half;

    public static int NormLength => Half;

    public static int ScratchLength => FpCoordinates.ScratchLength + (2 * Half);

    public static bool NormIsValue => false;

    // Behind what the base field uses.
    private static int Spare => FpCoordinates.ScratchLength;

    public static uint Load(double* group, void** pointers, nint offset) =>
        FpLanes.Load(group, pointers, offset) & FpLanes.Load(group + Half, pointers, offset + Fp.SizeInBytes);

    public static void Store(void** pointers, nint offset, double* group)
    {
        FpLanes.Store(pointers, offset, group);
        FpLanes.Store(pointers, offset + Fp.SizeInBytes, group + Half);
    }

    public static void SetUnit(double* group)
    {
        FpCoordinates.SetUnit(group);
        new Span<double>(group + Half, Half).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Negate(double* group, uint lanes)
    {
        FpLanes.Negate(group, lanes);
        FpLanes.Negate(group + Half, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select(double* group, double* other, uint lanes)
    {
        FpLanes.Select(group, other, lanes);
        FpLanes.Select(group + Half, other + Half, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double* result, double* a, double* b)
    {
        FpLanes.Add(result, a, b);
        FpLanes.Add(result + Half, a + Half, b + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(double* result, double* a, double* b)
    {
        FpLanes.Subtract(result, a, b);
        FpLanes.Subtract(result + Half, a + Half, b + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(double* result, double* a, double* b, double* scratch)
    {
        double* minus = scratch + Spare;
        double* real = minus + Half;
        new Span<double>(a + Half, Half).CopyTo(new Span<double>(minus, Half));
        FpLanes.Negate(minus, 0xFF);
        FpLanes.SumOfProducts(real, a, b, minus, b + Half, scratch);
        FpLanes.SumOfProducts(result + Half, a, b + Half, a + Half, b, scratch);
        new Span<double>(real, Half).CopyTo(new Span<double>(result, Half));
    }

    /// <remarks>(a + b)(a - b) + 2 a b u.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(double* result, double* a, double* scratch)
    {
        double* sum = scratch + Spare;
        double* difference = sum + Half;
        FpLanes.Add(sum, a, a + Half);
        FpLanes.Subtract(difference, a, a + Half);
        FpLanes.Multiply(sum, sum, difference, scratch);
        FpLanes.Add(difference, a, a);
        FpLanes.Multiply(result + Half, difference, a + Half, scratch);
        new Span<double>(sum, Half).CopyTo(new Span<double>(result, Half));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce(double* result, double* a)
    {
        FpLanes.Reduce(result, a);
        FpLanes.Reduce(result + Half, a + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractAndReduce(double* result, double* a, double* b)
    {
        FpLanes.SubtractAndReduce(result, a, b);
        FpLanes.SubtractAndReduce(result + Half, a + Half, b + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractTwiceAndReduce(double* result, double* rest, double* a, double* b, double* c)
    {
        FpLanes.SubtractTwiceAndReduce(result, rest, a, b, c);
        FpLanes.SubtractTwiceAndReduce(result + Half, rest + Half, a + Half, b + Half, c + Half);
    }

    public static uint ZeroLanes(double* a) => FpLanes.ZeroLanes(a) & FpLanes.ZeroLanes(a + Half);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Norm(double* norm, double* a, double* scratch)
    {
        double* square = scratch + Spare;
        FpLanes.Square(norm, a, scratch);
        FpLanes.Square(square, a + Half, scratch);
        FpLanes.Add(norm, norm, square);
    }

    public static void MultiplyNorms(double* result, double* a, double* b, double* scratch) => FpLanes.Multiply(result, a, b, scratch);

    public static uint ZeroNorms(double* norm, double* scratch) => FpCoordinates.ZeroNorms(norm, scratch);

    public static void InvertNorms(double* result, double* norm, double* scratch) => FpCoordinates.InvertNorms(result, norm, scratch);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InvertByNorm(double* result, double* a, double* normInverse, double* scratch)
    {
        FpLanes.Multiply(result, a, normInverse, scratch);
        FpLanes.Multiply(result + Half, a + Half, normInverse, scratch);
        FpLanes.Negate(result + Half, 0xFF);
    }
}
