namespace ZToken.Algebra;

public readonly partial struct JubjubPoint
{
    // Points that a thread takes at a time; they share one inversion. Under a millisecond of work in lanes.
    private const int PointsAtOnce = 64;

    /// <summary>Multiplies many points by one scalar, in a time and with memory accesses that do not depend on the scalar.</summary>
    /// <remarks>
    /// What a wallet does with its viewing key and all that is on the chain. Eight points side by side where there are lanes, in the windows and
    /// formulas of the multiplication of one point, so that any points of the curve will do, those of small order among them. A point that is not
    /// on the curve has a meaningless product, which may betray the scalar, and harms no other.
    /// </remarks>
    /// <param name="points">Points of the curve.</param>
    /// <param name="k">The scalar.</param>
    /// <param name="products">Room for as many products; may be the points themselves.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled: some products are written, others not.</exception>
    public static unsafe void MultiplyMany(ReadOnlySpan<JubjubAffine> points, in JubjubScalar k, Span<JubjubAffine> products, ComputeOptions? options = null)
    {
        if (points.Length != products.Length)
        {
            throw new ArgumentException("The two spans differ in length.", nameof(products));
        }

        ComputeOptions chosen = options ?? ComputeOptions.Default;
        ProgressMeter progress = new(chosen, points.Length);
        int count = points.Length;
        sbyte* digits = stackalloc sbyte[ScalarDigits.Windows];
        ScalarDigits.Split(k, new Span<sbyte>(digits, ScalarDigits.Windows));
        try
        {
            fixed (JubjubAffine* firstPoint = points)
            fixed (JubjubAffine* firstProduct = products)
            {
                JubjubAffine* from = firstPoint;
                JubjubAffine* to = firstProduct;
                ParallelWork.ForEach(chosen, (int)(((long)count + PointsAtOnce - 1) / PointsAtOnce), task =>
                {
                    int start = task * PointsAtOnce;
                    int length = Math.Min(PointsAtOnce, count - start);
                    MultiplyTask(from + start, length, digits, to + start, FrLanes.IsSupported);
                    progress.Add(length);
                });
            }
        }
        finally
        {
            new Span<sbyte>(digits, ScalarDigits.Windows).Clear();
        }
    }

    /// <summary>Multiplies up to <see cref="PointsAtOnce"/> points on this thread, by lanes or one by one.</summary>
    internal static unsafe void MultiplyTask(JubjubAffine* points, int count, sbyte* digits, JubjubAffine* products, bool byLanes)
    {
        if (byLanes && count > 1)
        {
            JubjubLanes.Multiply(points, count, digits, products);
            return;
        }

        Span<JubjubPoint> multiples = stackalloc JubjubPoint[PointsAtOnce];
        multiples = multiples[..count];
        for (int i = 0; i < count; i++)
        {
            multiples[i] = Multiply(new JubjubPoint(points[i]), new ReadOnlySpan<sbyte>(digits, ScalarDigits.Windows));
        }

        BatchNormalize(multiples, new Span<JubjubAffine>(products, count));
        multiples.Clear();
    }
}
