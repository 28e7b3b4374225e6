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

        fixed (AffinePoint<TField>* firstPoint = points)
        {
            fixed (Fr* firstScalar = scalars)
            {
                return LaneChoice.Run(new VariableBases<TField>(firstPoint, firstScalar, points.Length, options));
            }
        }
    }

    /// <summary>The sum over the rows of points that a shape asks for.</summary>
    internal static JacobianPoint<TField> Sum<TField, TLanes>(PointSource<TField> source, int rowStride, Fr* scalars, int count, DigitShape shape, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
        where TLanes : struct, ICoordinateLanes<TField>
    {
        using BucketLists lists = new(scalars, count, shape, rowStride, options);
        using NativeBuffer buffer = NativeBuffer.Rent((long)shape.Buckets * sizeof(AffinePoint<TField>));
        AffinePoint<TField>* buckets = (AffinePoint<TField>*)buffer.Pointer;
        PointSums<TField, TLanes>.Sum(source, lists.Entries, lists.Starts, shape.Buckets, buckets, options);
        return BucketReduction<TField, TLanes>.Sum(buckets, shape.Sets, shape.BucketsInSet, shape.WindowBits, options with { Progress = null });
    }

    private readonly struct VariableBases<TField>(AffinePoint<TField>* points, Fr* scalars, int count, ComputeOptions options) : ILaneWork<TField, JacobianPoint<TField>>
        where TField : unmanaged, IGroupField<TField>
    {
        public JacobianPoint<TField> Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField>
        {
            using NativeBuffer buffer = NativeBuffer.Rent((long)count * sizeof(AffinePoint<TField>));
            AffinePoint<TField>* images = (AffinePoint<TField>*)buffer.Pointer;
            GroupEndomorphism.Apply<TField, TLanes>(points, images, count, options);
            PointSource<TField> source = new(points, (uint)count, images);
            return Sum<TField, TLanes>(source, count, scalars, count, DigitShape.Best(count, 1), options);
        }
    }
}
