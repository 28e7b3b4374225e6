using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Multi-scalar multiplication: the sum of k_i P_i.</summary>
/// <remarks>
/// Buckets of signed digits (N. Pippenger 1976, with J. Bos, M. Coster 1989 and the affine batches that gnark and others use), each scalar
/// halved by the endomorphism of the curve. Variable time in points and scalars, as everybody's is: a prover who must hide
/// its witness from someone who can time it on the same machine needs other means.
/// </remarks>
public static unsafe class MultiScalar
{
    /// <summary>The sum of scalars[i] * points[i]. Variable time.</summary>
    /// <remarks>
    /// The points must lie in the prime-order subgroup, where alone scalars have a meaning modulo r: the endomorphism relies on it.
    /// Equal points, negatives and infinity are fine.
    /// </remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static JacobianPoint<TField> SumVarTime<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        ArgumentNullException.ThrowIfNull(options);
        if (points.Length != scalars.Length)
        {
            throw new ArgumentException("There must be as many scalars as points.", nameof(scalars));
        }

        if (points.Length == 0)
        {
            return JacobianPoint<TField>.Infinity;
        }

        if (BlstRouting.ForSums() is { } blst)
        {
            return blst.SumVarTime(points, scalars, options);
        }

        if (points.Length <= InterleavedSum<TField>.MostPoints)
        {
            return InterleavedSum<TField>.SumVarTime(points, scalars);
        }

        fixed (AffinePoint<TField>* firstPoint = points)
        {
            fixed (Fr* firstScalar = scalars)
            {
                return LaneChoice.Run(new VariableBases<TField>(firstPoint, firstScalar, points.Length, options));
            }
        }
    }

    /// <summary>The sum over as many rows of points as the shape asks for.</summary>
    /// <remarks>The endomorphism is applied to the buckets of second halves, not to the points that go into them, which are many more.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static JacobianPoint<TField> Sum<TField, TLanes>(AffinePoint<TField>* points, int rowStride, Fr* scalars, int count, DigitShape shape, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
        where TLanes : struct, ICoordinateLanes<TField>
    {
        int halves = 2 * shape.Buckets;
        ComputeOptions silent = options with { Progress = null };
        using NativeBuffer buffer = NativeBuffer.Rent(((long)(halves + shape.Buckets) * sizeof(AffinePoint<TField>)) + ((halves + shape.Buckets + 1L) * sizeof(int)));
        AffinePoint<TField>* sums = (AffinePoint<TField>*)buffer.Pointer;
        AffinePoint<TField>* buckets = sums + halves;
        uint* entries = (uint*)(buckets + shape.Buckets);
        int* starts = (int*)(entries + halves);
        using (BucketLists lists = new(scalars, count, shape, rowStride, options))
        {
            PointSums<TField, TLanes>.Sum(new PointSource<TField>(points), lists.Entries, lists.Starts, halves, sums, options);
            int entry = 0;
            for (int i = 0; i < halves; i++)
            {
                if (i % 2 == 0)
                {
                    starts[i / 2] = entry;
                }

                if (lists.Starts[i + 1] > lists.Starts[i])
                {
                    entries[entry++] = (uint)(i % 2 == 0 ? i : halves + i);
                }
            }

            starts[shape.Buckets] = entry;
        }

        PointSums<TField, TLanes>.Sum(new PointSource<TField>(sums, (uint)halves), entries, starts, shape.Buckets, buckets, silent);
        return BucketReduction<TField, TLanes>.Sum(buckets, shape.Sets, shape.BucketsInSet, shape.WindowBits, silent);
    }

    private readonly struct VariableBases<TField>(AffinePoint<TField>* points, Fr* scalars, int count, ComputeOptions options) : ILaneWork<TField, JacobianPoint<TField>>
        where TField : unmanaged, IGroupField<TField>
    {
        public JacobianPoint<TField> Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField> =>
            Sum<TField, TLanes>(points, count, scalars, count, DigitShape.Best(count, 1), options);
    }
}
