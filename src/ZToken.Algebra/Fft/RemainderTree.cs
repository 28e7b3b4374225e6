namespace ZToken.Algebra;

/// <summary>A fast Fourier transform as a tree of remainders: depth first, on several threads.</summary>
/// <remarks>
/// D. J. Bernstein, "Multidigit multiplication for mathematicians", section 2: the polynomial modulo X^n - 1 is reduced modulo
/// X^(n/2) - 1 and X^(n/2) + 1, those are reduced likewise, and the leaves are values at the roots, in bit-reversed order.
/// Each constant belongs to a whole block, so inner loops have no indices into tables. Starting at node 1 in place of node 0
/// reduces modulo X^n + 1: the values on the odd coset of the domain of twice the size, at no further cost.
/// Several polynomials may go the same way together, which leaves threads waiting for one another less often.
/// </remarks>
/// <typeparam name="TSteps">The steps over one way of storing the elements.</typeparam>
internal sealed class RemainderTree<TSteps>(TSteps[] polynomials, int columns, ComputeOptions options, ProgressMeter meter)
    where TSteps : struct, IRemainderSteps
{
    // Below this the work between two looks at the cancellation token is well under a millisecond.
    private const int QuietColumns = 1 << 10;

    // Pairs of levels above the blocks that each belong to one thread.
    private readonly int sharedPasses = SharedPasses(columns / polynomials[0].LeafColumns, options.Threads);

    private int Blocks => 1 << (2 * sharedPasses);

    private int BlockColumns => columns >> (2 * sharedPasses);

    /// <summary>From coefficients in natural order to values in bit-reversed order.</summary>
    public void Split(int node)
    {
        for (int level = 0; level < sharedPasses; level++)
        {
            int pass = level;
            ShareColumns(pass, (steps, start, quarter, block, from, to) => steps.SplitFour(start, quarter, (node << (2 * pass)) + block, from, to));
        }

        ShareBlocks((steps, start, size, block) => SplitBlock(steps, start, size, (node * Blocks) + block));
    }

    /// <summary>From values in bit-reversed order to coefficients in natural order, times the number of elements.</summary>
    public void Merge(int node)
    {
        ShareBlocks((steps, start, size, block) => MergeBlock(steps, start, size, (node * Blocks) + block));
        for (int level = sharedPasses - 1; level >= 0; level--)
        {
            int pass = level;
            ShareColumns(pass, (steps, start, quarter, block, from, to) => steps.MergeFour(start, quarter, (node << (2 * pass)) + block, from, to));
        }
    }

    private static int SharedPasses(int leaves, int threads)
    {
        int passes = 0;
        // Four blocks are enough for two or four threads; three would wait for one another.
        int wanted = threads is 1 or 2 or 4 ? threads : 4 * threads;
        while (1 << (2 * passes) < wanted && leaves >> (2 * passes) >= 64)
        {
            passes++;
        }

        return passes;
    }

    private delegate void Pass(TSteps steps, int start, int quarter, int block, int from, int to);

    private delegate void BlockWork(TSteps steps, int start, int size, int block);

    // One pass over all blocks of a level, each thread taking an equal run of the columns of all quarters.
    private void ShareColumns(int pass, Pass body)
    {
        int quarter = columns >> (2 * (pass + 1));
        int pieces = options.Threads;
        ParallelWork.ForEach(options, polynomials.Length * pieces, item =>
        {
            (int polynomial, int piece) = Math.DivRem(item, pieces);
            int from = (int)((long)columns / 4 * piece / pieces);
            int to = (int)((long)columns / 4 * (piece + 1) / pieces);
            while (from < to)
            {
                int block = from / quarter;
                int end = Math.Min(to, (block + 1) * quarter);
                body(polynomials[polynomial], block * 4 * quarter, quarter, block, from - (block * quarter), end - (block * quarter));
                from = end;
            }
        });
    }

    private void ShareBlocks(BlockWork body) => ParallelWork.ForEach(options, polynomials.Length * Blocks, item =>
    {
        (int polynomial, int block) = Math.DivRem(item, Blocks);
        body(polynomials[polynomial], block * BlockColumns, BlockColumns, block);
    });

    private void SplitBlock(TSteps steps, int start, int size, int node)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        if (size > QuietColumns)
        {
            int quarter = size / 4;
            steps.SplitFour(start, quarter, node, 0, quarter);
            for (int k = 0; k < 4; k++)
            {
                SplitBlock(steps, start + (k * quarter), quarter, (4 * node) + k);
            }

            return;
        }

        SplitQuietly(steps, start, size, node);
        meter.Add(size);
    }

    private static void SplitQuietly(TSteps steps, int start, int size, int node)
    {
        if (size == steps.LeafColumns)
        {
            return;
        }

        if (size == 2 * steps.LeafColumns)
        {
            int half = size / 2;
            steps.SplitTwo(start, half, node, 0, half);
            return;
        }

        int quarter = size / 4;
        steps.SplitFour(start, quarter, node, 0, quarter);
        for (int k = 0; k < 4; k++)
        {
            SplitQuietly(steps, start + (k * quarter), quarter, (4 * node) + k);
        }
    }

    private void MergeBlock(TSteps steps, int start, int size, int node)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        if (size > QuietColumns)
        {
            int quarter = size / 4;
            for (int k = 0; k < 4; k++)
            {
                MergeBlock(steps, start + (k * quarter), quarter, (4 * node) + k);
            }

            steps.MergeFour(start, quarter, node, 0, quarter);
            return;
        }

        MergeQuietly(steps, start, size, node);
        meter.Add(size);
    }

    private static void MergeQuietly(TSteps steps, int start, int size, int node)
    {
        if (size == steps.LeafColumns)
        {
            return;
        }

        if (size == 2 * steps.LeafColumns)
        {
            int half = size / 2;
            steps.MergeTwo(start, half, node, 0, half);
            return;
        }

        int quarter = size / 4;
        for (int k = 0; k < 4; k++)
        {
            MergeQuietly(steps, start + (k * quarter), quarter, (4 * node) + k);
        }

        steps.MergeFour(start, quarter, node, 0, quarter);
    }
}
