namespace ZToken.Algebra;

/// <summary>Multiplies many points of G1, each by its own <see cref="EndomorphismScalar"/>.</summary>
public static class EndomorphismScaling
{
    // Points that a thread takes at a time, a whole number of groups of lanes; they share one inversion.
    private const int PointsAtOnce = 64;

    /// <summary>Multiplies each point by its scalar. Variable time.</summary>
    /// <remarks>64 doublings and 64 additions without a table; eight points side by side where there are lanes.</remarks>
    /// <param name="points">Points of the prime-order subgroup, or infinity.</param>
    /// <param name="scalars">As many scalars.</param>
    /// <param name="products">Room for as many products; may be the points themselves.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void MultiplyVarTime(ReadOnlySpan<G1Affine> points, ReadOnlySpan<EndomorphismScalar> scalars, Span<G1Affine> products, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (points.Length != scalars.Length || points.Length != products.Length)
        {
            throw new ArgumentException("Points, scalars and products must be as many.", nameof(products));
        }

        G1Affine[] points1 = points.ToArray();
        EndomorphismScalar[] scalars1 = scalars.ToArray();
        G1Affine[] products1 = new G1Affine[points.Length];
        ParallelWork.ForEach(options, (points.Length + PointsAtOnce - 1) / PointsAtOnce, part =>
        {
            int start = part * PointsAtOnce;
            int count = Math.Min(PointsAtOnce, points1.Length - start);
            Multiply(points1.AsSpan(start, count), scalars1.AsSpan(start, count), products1.AsSpan(start, count));
        });
        products1.CopyTo(products);
    }

    private static void Multiply(ReadOnlySpan<G1Affine> points, ReadOnlySpan<EndomorphismScalar> scalars, Span<G1Affine> products)
    {
        Span<G1Point> sums = stackalloc G1Point[PointsAtOnce];
        sums = sums[..points.Length];
        if (FpLanes.IsSupported)
        {
            for (int i = 0; i < points.Length; i += ScalingLanes.Count)
            {
                int count = Math.Min(ScalingLanes.Count, points.Length - i);
                ScalingLanes.Multiply(points.Slice(i, count), scalars.Slice(i, count), sums.Slice(i, count));
            }
        }
        else
        {
            MultiplyScalar(points, scalars, sums);
        }

        G1Point.BatchNormalize(sums, products);
    }

    internal static void MultiplyScalar(ReadOnlySpan<G1Affine> points, ReadOnlySpan<EndomorphismScalar> scalars, Span<G1Point> sums)
    {
        for (int i = 0; i < points.Length; i++)
        {
            G1Affine once = G1Endomorphism.Apply(points[i]);
            ReadOnlySpan<G1Affine> images = [points[i], once, G1Endomorphism.Apply(once)];
            G1Point sum = new(points[i]);
            for (int position = EndomorphismScalar.Digits - 1; position >= 0; position--)
            {
                sum = sum.Double();
                int digit = scalars[i].Digit(position);
                sum = digit == 0 ? sum : sum + images[digit - 1];
            }

            sums[i] = sum;
        }
    }
}
