using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Groth16;

internal static partial class PointCheck
{
    // A wrong point escapes one random sum with a chance of at most one half.
    private const int Sums = 128;
    private const int SumsAtOnce = 8;
    private const int BatchSize = 1 << 13;

    // Fewer are checked one by one.
    private const int FewPoints = 256;

    /// <summary>Whether all points, which lie on their curve, are of order r, but for a chance of 2^-128 a batch.</summary>
    /// <remarks>
    /// Sums over random subsets must be of order r: if point j is not, then of two subsets that differ by it alone at most one
    /// has such a sum. For eight subsets at once each point is added to the one of 256 sums that tells in which of the
    /// subsets it is. 16 additions a point and, for each batch of 2^13 points, 128 subgroup checks.
    /// </remarks>
    public static bool AreInSubgroup<TField>(ComputeOptions options, params ReadOnlySpan<ReadOnlyMemory<AffinePoint<TField>>> lists)
        where TField : unmanaged, IGroupField<TField>
    {
        List<ReadOnlyMemory<AffinePoint<TField>>> batches = [];
        foreach (ReadOnlyMemory<AffinePoint<TField>> list in lists)
        {
            for (int start = 0; start < list.Length; start += BatchSize)
            {
                batches.Add(list.Slice(start, Math.Min(BatchSize, list.Length - start)));
            }
        }

        const int groups = Sums / SumsAtOnce;
        ParallelLoopResult result = Parallel.For(0, batches.Count * groups, options.ToParallelOptions(), (task, state) =>
        {
            ReadOnlySpan<AffinePoint<TField>> batch = batches[task / groups].Span;
            bool good = batch.Length < FewPoints
                ? task % groups != 0 || AreAllInSubgroup(batch)
                : AreSubsetSumsInSubgroup(batch);
            if (!good)
            {
                state.Stop();
            }
        });
        return result.IsCompleted;
    }

    private static bool AreAllInSubgroup<TField>(ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField>
    {
        foreach (ref readonly AffinePoint<TField> point in points)
        {
            if (!Group<TField>.Contains(point))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreSubsetSumsInSubgroup<TField>(ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField>
    {
        byte[] subsets = RandomNumberGenerator.GetBytes(points.Length);
        JacobianPoint<TField>[] bySubsets = new JacobianPoint<TField>[1 << SumsAtOnce];
        for (int i = 0; i < points.Length; i++)
        {
            bySubsets[subsets[i]] += points[i];
        }

        for (int bit = 0; bit < SumsAtOnce; bit++)
        {
            JacobianPoint<TField> sum = default;
            for (int pattern = 0; pattern < bySubsets.Length; pattern++)
            {
                if (((pattern >> bit) & 1) != 0)
                {
                    sum += bySubsets[pattern];
                }
            }

            if (!Group<TField>.Contains(sum.ToAffine()))
            {
                return false;
            }
        }

        return true;
    }
}
