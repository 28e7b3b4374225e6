using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZToken.Algebra;

/// <summary>The multiplications of <see cref="EndomorphismScaling"/> for eight points side by side.</summary>
/// <remarks>
/// Jacobian coordinates, in the formulas of <see cref="JacobianPoint{TField}"/>. Their special cases do not arise: before an addition the sum is
/// twice something that is not zero, a + b w with a and b even and small, which is neither zero nor plus or minus a digit's image of the point.
/// </remarks>
internal readonly unsafe ref struct ScalingLanes
{
    /// <summary>Points in a group of lanes.</summary>
    public const int Count = 8;

    private const int Group = FpLanes.GroupLength;
    private const int Groups = 15;

    private readonly double* x, y, z, pointX, onceX, twiceX, pointY;
    private readonly double* t0, t1, t2, t3, t4, t5, t6, t7, scratch;

    private ScalingLanes(double* memory)
    {
        x = memory;
        y = x + Group;
        z = y + Group;
        pointX = z + Group;
        onceX = pointX + Group;
        twiceX = onceX + Group;
        pointY = twiceX + Group;
        t0 = pointY + Group;
        t1 = t0 + Group;
        t2 = t1 + Group;
        t3 = t2 + Group;
        t4 = t3 + Group;
        t5 = t4 + Group;
        t6 = t5 + Group;
        t7 = t6 + Group;
        scratch = t7 + Group;
    }

    /// <summary>Multiplies up to eight points.</summary>
    [SkipLocalsInit]
    public static void Multiply(ReadOnlySpan<G1Affine> points, ReadOnlySpan<EndomorphismScalar> scalars, Span<G1Point> sums)
    {
        double* memory = stackalloc double[(Groups * Group) + FpLanes.ScratchLength + 7];
        ScalingLanes lanes = new((double*)(((nuint)memory + 63) & ~(nuint)63));

        // Infinity, and lanes left over, run as the generator.
        G1Affine* starts = stackalloc G1Affine[Count];
        EndomorphismScalar* factors = stackalloc EndomorphismScalar[Count];
        for (int i = 0; i < Count; i++)
        {
            bool used = i < points.Length && !points[i].IsInfinity;
            starts[i] = used ? points[i] : G1Affine.Generator;
            factors[i] = i < points.Length ? scalars[i] : default;
        }

        G1Point* results = stackalloc G1Point[Count];
        lanes.Start(starts);
        lanes.Run(factors);
        lanes.Finish(results);
        for (int i = 0; i < points.Length; i++)
        {
            sums[i] = points[i].IsInfinity ? G1Point.Infinity : results[i];
        }
    }

    private void Start(G1Affine* points)
    {
        FpLanes.Load(pointX, &points->X, sizeof(G1Affine));
        FpLanes.Load(pointY, &points->Y, sizeof(G1Affine));
        FpLanes.Broadcast(t0, G1Endomorphism.Beta);
        FpLanes.Multiply(onceX, pointX, t0, scratch);
        FpLanes.Multiply(twiceX, onceX, t0, scratch);
        new ReadOnlySpan<double>(pointX, Group).CopyTo(new Span<double>(x, Group));
        new ReadOnlySpan<double>(pointY, Group).CopyTo(new Span<double>(y, Group));
        FpLanes.Broadcast(z, Fp.One);
    }

    private void Run(EndomorphismScalar* factors)
    {
        long* isOne = stackalloc long[3 * Count];
        for (int position = EndomorphismScalar.Digits - 1; position >= 0; position--)
        {
            for (int lane = 0; lane < Count; lane++)
            {
                int digit = factors[lane].Digit(position);
                isOne[lane] = digit == 1 ? -1 : 0;
                isOne[Count + lane] = digit == 2 ? -1 : 0;
                isOne[(2 * Count) + lane] = digit == 3 ? -1 : 0;
            }

            Double();
            Add(isOne, isOne + Count, isOne + (2 * Count));
        }
    }

    private void Finish(G1Point* results)
    {
        FpLanes.Reduce(t0, x);
        FpLanes.Store(&results->X, sizeof(G1Point), t0);
        FpLanes.Reduce(t0, y);
        FpLanes.Store(&results->Y, sizeof(G1Point), t0);
        FpLanes.Reduce(t0, z);
        FpLanes.Store(&results->Z, sizeof(G1Point), t0);
    }

    // Weights (see FpLanes) before and after: x 1, y 1, z 2.
    private void Double()
    {
        double* xx = t0, yy = t1, xyy = t2, fourth = t3, difference = t4;
        FpLanes.Square(xx, x, scratch);
        FpLanes.Square(yy, y, scratch);
        FpLanes.Multiply(z, y, z, scratch);
        FpLanes.Multiply(xyy, x, yy, scratch);
        FpLanes.Square(fourth, yy, scratch);
        FpLanes.Square(yy, xx, scratch);
        Combine(z, 2, z, 0, z);
        Combine(x, 9, yy, -8, xyy);
        FpLanes.Reduce(x, x);
        Combine(difference, 4, xyy, -1, x);
        FpLanes.Multiply(y, xx, difference, scratch);
        Combine(y, 3, y, -8, fourth);
        FpLanes.Reduce(y, y);
    }

    // Adds (x, y), (beta x, y) or (beta^2 x, y) in the lanes of each mask, nothing in the others. The same weights.
    private void Add(long* isOne, long* isOmega, long* isOmegaSquare)
    {
        double* zz = t0, h = t1, r = t2, hh = t3, hhh = t4, v = t5, newX = t6, newY = t7;
        Choose(h, isOne, pointX, isOmega, onceX, isOmegaSquare, twiceX);
        FpLanes.Square(zz, z, scratch);
        FpLanes.Multiply(h, h, zz, scratch);
        FpLanes.Multiply(r, pointY, z, scratch);
        FpLanes.Multiply(r, r, zz, scratch);
        FpLanes.Subtract(h, h, x);
        FpLanes.Subtract(r, r, y);
        FpLanes.Square(hh, h, scratch);
        FpLanes.Multiply(hhh, h, hh, scratch);
        FpLanes.Multiply(v, x, hh, scratch);
        FpLanes.Square(newX, r, scratch);
        FpLanes.Subtract(newX, newX, hhh);
        Combine(newX, 1, newX, -2, v);
        FpLanes.Reduce(newX, newX);
        FpLanes.Subtract(v, v, newX);
        Combine(hhh, -1, hhh, 0, hhh);
        FpLanes.SumOfProducts(newY, r, v, y, hhh, scratch);
        FpLanes.Multiply(h, z, h, scratch);
        Choose(x, isOne, newX, isOmega, newX, isOmegaSquare, newX, x);
        Choose(y, isOne, newY, isOmega, newY, isOmegaSquare, newY, y);
        Choose(z, isOne, h, isOmega, h, isOmegaSquare, h, z);
    }

    // result = a first + b second.
    private static void Combine(double* result, double a, double* first, double b, double* second)
    {
        for (int i = 0; i < Group; i += 4)
        {
            Vector256.StoreAligned((Vector256.LoadAligned(first + i) * a) + (Vector256.LoadAligned(second + i) * b), result + i);
        }
    }

    private static void Choose(double* result, long* mask0, double* a, long* mask1, double* b, long* mask2, double* c, double* otherwise = null)
    {
        for (int lane = 0; lane < Count; lane += 4)
        {
            Vector256<double> m0 = Vector256.Load(mask0 + lane).AsDouble(), m1 = Vector256.Load(mask1 + lane).AsDouble(), m2 = Vector256.Load(mask2 + lane).AsDouble();
            Vector256<double> rest = Vector256.AndNot(Vector256.AndNot(Vector256.AndNot(Vector256<double>.AllBitsSet, m0), m1), m2);
            for (int i = lane; i < Group; i += Count)
            {
                Vector256<double> chosen = (Vector256.LoadAligned(a + i) & m0) | (Vector256.LoadAligned(b + i) & m1) | (Vector256.LoadAligned(c + i) & m2);
                Vector256.StoreAligned(otherwise is null ? chosen : chosen | (Vector256.LoadAligned(otherwise + i) & rest), result + i);
            }
        }
    }
}
