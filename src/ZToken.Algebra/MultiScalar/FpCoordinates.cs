using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Coordinates of G1 in lanes.</summary>
internal readonly unsafe struct FpCoordinates : ICoordinateLanes<Fp>
{
    public static int GroupLength => FpLanes.GroupLength;

    public static int NormLength => FpLanes.GroupLength;

    public static int ScratchLength => FpLanes.ScratchLength + (6 * FpLanes.GroupLength);

    public static bool NormIsValue => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Load(double* group, void** pointers, nint offset) => FpLanes.Load(group, pointers, offset);

    public static void Store(void** pointers, nint offset, double* group) => FpLanes.Store(pointers, offset, group);

    public static void SetUnit(double* group)
    {
        new Span<double>(group, GroupLength).Clear();
        new Span<double>(group, 8).Fill(1);
    }

    public static void Negate(double* group, uint lanes) => FpLanes.Negate(group, lanes);

    public static void Select(double* group, double* other, uint lanes) => FpLanes.Select(group, other, lanes);

    public static void Add(double* result, double* a, double* b) => FpLanes.Add(result, a, b);

    public static void Subtract(double* result, double* a, double* b) => FpLanes.Subtract(result, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(double* result, double* a, double* b, double* scratch) => FpLanes.Multiply(result, a, b, scratch);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square(double* result, double* a, double* scratch) => FpLanes.Square(result, a, scratch);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reduce(double* result, double* a) => FpLanes.Reduce(result, a);

    public static void SubtractAndReduce(double* result, double* a, double* b) => FpLanes.SubtractAndReduce(result, a, b);

    public static void SubtractTwiceAndReduce(double* result, double* rest, double* a, double* b, double* c) => FpLanes.SubtractTwiceAndReduce(result, rest, a, b, c);

    public static uint ZeroLanes(double* a) => FpLanes.ZeroLanes(a);

    public static void Norm(double* norm, double* a, double* scratch) => new Span<double>(a, GroupLength).CopyTo(new Span<double>(norm, GroupLength));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyNorms(double* result, double* a, double* b, double* scratch) => FpLanes.Multiply(result, a, b, scratch);

    public static uint ZeroNorms(double* norm, double* scratch)
    {
        FpLanes.Reduce(scratch, norm);
        return FpLanes.ZeroLanes(scratch);
    }

    /// <remarks>Each lane is multiplied by its neighbour, by the pair beside it, by the other four: the product of all is inverted once, and the way back undoes each step.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InvertNorms(double* result, double* norm, double* scratch)
    {
        double* pairs = scratch + FpLanes.ScratchLength;
        double* fours = pairs + FpLanes.GroupLength;
        double* all = fours + FpLanes.GroupLength;
        double* swapped = all + FpLanes.GroupLength;
        Swap(swapped, norm, 1);
        FpLanes.Multiply(pairs, norm, swapped, scratch);
        Swap(swapped, pairs, 2);
        FpLanes.Multiply(fours, pairs, swapped, scratch);
        Swap(swapped, fours, 4);
        FpLanes.Multiply(all, fours, swapped, scratch);
        FpLanes.Reduce(all, all);
        Fp* elements = stackalloc Fp[8];
        FpLanes.Store(elements, all);
        FpLanes.Broadcast(result, elements[0].InvertVarTime());
        FpLanes.Multiply(result, result, swapped, scratch);
        Swap(swapped, pairs, 2);
        FpLanes.Multiply(result, result, swapped, scratch);
        Swap(swapped, norm, 1);
        FpLanes.Multiply(result, result, swapped, scratch);
    }

    public static void InvertByNorm(double* result, double* a, double* normInverse, double* scratch) =>
        new Span<double>(normInverse, GroupLength).CopyTo(new Span<double>(result, GroupLength));

    /// <summary>Exchanges the lanes whose numbers differ in the given bit.</summary>
    private static void Swap(double* result, double* a, int bit)
    {
        for (int i = 0; i < FpLanes.GroupLength; i++)
        {
            result[i] = a[i ^ bit];
        }
    }
}
