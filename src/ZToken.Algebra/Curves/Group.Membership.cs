namespace ZToken.Algebra;

/// <content>Membership in the subgroup of order r, by the group's endomorphism: a multiplication by x^2 in G1, by x in G2.</content>
public static unsafe partial class Group<TField>
{
    // Points that a thread takes at a time: whole groups of lanes.
    private const int PointsAtOnce = 64;

    /// <summary>Whether a point is on the curve and in the subgroup of order r; infinity is. Variable time.</summary>
    public static bool Contains(in AffinePoint<TField> point) => point.IsOnCurve && IsInSubgroup(point);

    /// <summary>Whether two points are both on the curve and in the subgroup of order r, in G1 for the price of one where there are lanes. Variable time.</summary>
    public static bool ContainsBoth(in AffinePoint<TField> first, in AffinePoint<TField> second) => first.IsInfinity || second.IsInfinity
        ? Contains(first) && Contains(second)
        : first.IsOnCurve && second.IsOnCurve && TField.AreInSubgroup(first, second);

    /// <summary>Says of many points whether each is on the curve and in the subgroup of order r; infinity is. Variable time.</summary>
    /// <remarks>Eight points side by side where there are lanes: then five to nine times as fast as one after another.</remarks>
    /// <param name="points">The points.</param>
    /// <param name="inside">The answers, as many.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Contains(ReadOnlySpan<AffinePoint<TField>> points, Span<bool> inside, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (points.Length != inside.Length)
        {
            throw new ArgumentException("There must be as many answers as points.", nameof(inside));
        }

        fixed (AffinePoint<TField>* firstPoint = points)
        fixed (bool* firstAnswer = inside)
        {
            _ = LaneChoice.Run(new Membership(firstPoint, firstAnswer, points.Length, options));
        }
    }

    /// <summary>The first of many points that is off the curve or outside the subgroup of order r; -1 where all are inside. Variable time.</summary>
    /// <param name="points">The points.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static int IndexOfOutsider(ReadOnlySpan<AffinePoint<TField>> points, ComputeOptions options)
    {
        bool[] inside = new bool[points.Length];
        Contains(points, inside, options);
        return Array.IndexOf(inside, false);
    }

    private static bool IsInSubgroup(in AffinePoint<TField> point) => point.IsInfinity || TField.AreInSubgroup(point, point);

    private readonly struct Membership(AffinePoint<TField>* points, bool* inside, int count, ComputeOptions options) : ILaneWork<TField, bool>
    {
        public bool Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField>
        {
            AffinePoint<TField>* allPoints = points;
            bool* allAnswers = inside;
            int all = count;
            int parts = (all + PointsAtOnce - 1) / PointsAtOnce;
            ProgressMeter progress = new(options, parts);
            ParallelWork.ForEach(options, parts, part =>
            {
                int start = part * PointsAtOnce;
                Check<TLanes>(allPoints + start, allAnswers + start, Math.Min(PointsAtOnce, all - start));
                progress.Add(1);
            });
            return true;
        }

        private static void Check<TLanes>(AffinePoint<TField>* points, bool* inside, int length)
            where TLanes : struct, ICoordinateLanes<TField>
        {
            if (LaneSupport.RegisterBits == 0)
            {
                for (int i = 0; i < length; i++)
                {
                    inside[i] = Contains(points[i]);
                }

                return;
            }

            using PointMultiples<TField, TLanes> lanes = PointMultiples<TField, TLanes>.Rent();
            AffinePoint<TField>* bases = stackalloc AffinePoint<TField>[PointMultiples<TField, TLanes>.Count];
            JacobianPoint<TField>* multiples = stackalloc JacobianPoint<TField>[PointMultiples<TField, TLanes>.Count];
            for (int i = 0; i < length; i += PointMultiples<TField, TLanes>.Count)
            {
                // Infinity, points off the curve and lanes left over run as the generator.
                int used = Math.Min(PointMultiples<TField, TLanes>.Count, length - i);
                for (int lane = 0; lane < PointMultiples<TField, TLanes>.Count; lane++)
                {
                    bool fit = lane < used && points[i + lane].IsOnCurve && !points[i + lane].IsInfinity;
                    bases[lane] = fit ? points[i + lane] : Generator;
                }

                lanes.Multiply(bases, TField.MembershipFactor, multiples);
                for (int lane = 0; lane < used; lane++)
                {
                    inside[i + lane] = points[i + lane].IsInfinity || (points[i + lane].IsOnCurve && TField.IsMember(bases[lane], multiples[lane]));
                }
            }
        }
    }
}
