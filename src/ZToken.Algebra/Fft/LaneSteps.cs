using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The steps of a remainder tree over groups of eight lanes: one group a column. Tiles are left to <see cref="LaneTile"/>.</summary>
/// <remarks>Splitting adds 1 to weights at each level. Merging takes weights up to 4 and gives such again.</remarks>
internal readonly unsafe struct LaneSteps(double* groups, LaneTwiddles forward, LaneTwiddles inverse) : IRemainderSteps
{
    // Four times as many groups stay in the innermost cache from one level to the next.
    private const int Run = 8;

    private const int Group = FrLanes.GroupLength;

    public int LeafColumns => LaneTile.Groups;

    [SkipLocalsInit]
    public void SplitTwo(int start, int half, int node, int from, int to)
    {
        double* scratch = stackalloc double[FrButterflies.ScratchLength + 8];
        scratch = LaneMemory.Align(scratch);
        double* x = groups + ((nint)(start + from) * Group);
        Split(x, x + ((nint)half * Group), forward, node, to - from, scratch);
    }

    [SkipLocalsInit]
    public void SplitFour(int start, int quarter, int node, int from, int to)
    {
        double* scratch = stackalloc double[FrButterflies.ScratchLength + 8];
        scratch = LaneMemory.Align(scratch);
        nint distance = (nint)quarter * Group;
        for (int i = from; i < to; i += Run)
        {
            int count = Math.Min(Run, to - i);
            double* x = groups + ((nint)(start + i) * Group);
            Split(x, x + (2 * distance), forward, node, count, scratch);
            Split(x + distance, x + (3 * distance), forward, node, count, scratch);
            Split(x, x + distance, forward, 2 * node, count, scratch);
            Split(x + (2 * distance), x + (3 * distance), forward, (2 * node) + 1, count, scratch);
        }
    }

    [SkipLocalsInit]
    public void MergeTwo(int start, int half, int node, int from, int to)
    {
        double* scratch = stackalloc double[FrButterflies.ScratchLength + 8];
        scratch = LaneMemory.Align(scratch);
        double* x = groups + ((nint)(start + from) * Group);
        MergeReducing(x, x + ((nint)half * Group), inverse, node, to - from, scratch);
    }

    [SkipLocalsInit]
    public void MergeFour(int start, int quarter, int node, int from, int to)
    {
        double* scratch = stackalloc double[FrButterflies.ScratchLength + 8];
        scratch = LaneMemory.Align(scratch);
        nint distance = (nint)quarter * Group;
        for (int i = from; i < to; i += Run)
        {
            int count = Math.Min(Run, to - i);
            double* x = groups + ((nint)(start + i) * Group);
            Merge(x, x + distance, inverse, 2 * node, count, scratch);
            Merge(x + (2 * distance), x + (3 * distance), inverse, (2 * node) + 1, count, scratch);
            // What was a sum in the first level may have weight 16 as a sum of sums: it is reduced. Sums of products have weight 2.
            MergeReducing(x, x + (2 * distance), inverse, node, count, scratch);
            Merge(x + distance, x + (3 * distance), inverse, node, count, scratch);
        }
    }

    private static void Split(double* x, double* y, LaneTwiddles twiddles, int node, int count, double* scratch)
    {
        if (node == 0)
        {
            FrButterflies.Sums(x, y, Group, count, scratch);
            return;
        }

        FrButterflies.SplitShared(x, y, Group, twiddles.Shared(node), 0, count, scratch);
    }

    private static void Merge(double* x, double* y, LaneTwiddles twiddles, int node, int count, double* scratch)
    {
        if (node == 0)
        {
            FrButterflies.Sums(x, y, Group, count, scratch);
            return;
        }

        FrButterflies.MergeShared(x, y, Group, twiddles.Shared(node), 0, count, scratch);
    }

    private static void MergeReducing(double* x, double* y, LaneTwiddles twiddles, int node, int count, double* scratch)
    {
        if (node == 0)
        {
            FrButterflies.Sums(x, y, Group, count, scratch);
            return;
        }

        FrButterflies.MergeReducingShared(x, y, Group, twiddles.Shared(node), 0, count, scratch);
    }
}
