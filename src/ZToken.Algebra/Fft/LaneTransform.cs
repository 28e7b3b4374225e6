namespace ZToken.Algebra;

/// <summary>Transforms of one size in lanes, and the ways into the lanes and out of them.</summary>
/// <remarks>
/// Coefficients go by groups, in natural order. Values go by rows of tiles, which are read from natural order and written to
/// it at equal distances: that is the bit reversal. Two tiles whose values are neighbours go together, since they share the
/// lines of the cache.
/// </remarks>
internal sealed unsafe class LaneTransform
{
    /// <summary>The smallest size, as a power of two: one tile.</summary>
    public const int MinLogSize = 6;

    /// <summary>Tiles that go together at most.</summary>
    public const int TilesTogether = 8;

    /// <summary>Doubles that hold the rows of all tiles that go together.</summary>
    public const int RowsLength = TilesTogether * LaneTile.Length;

    private const int Group = FrLanes.GroupLength;

    private readonly int logSize;
    private readonly int tiles;
    private readonly RootOfUnity root;
    private readonly ComputeOptions options;
    private readonly ProgressMeter meter;

    /// <summary>A transform of 2^<paramref name="logSize"/> elements; the meter is told of each group that goes through a tree or a tile.</summary>
    public LaneTransform(int logSize, RootOfUnity root, ComputeOptions options, ProgressMeter meter)
    {
        this.logSize = logSize;
        this.root = root;
        this.options = options;
        this.meter = meter;
        tiles = 1 << (logSize - MinLogSize);
    }

    /// <summary>Groups of eight that hold all elements.</summary>
    public int Groups => tiles * LaneTile.Groups;

    /// <summary>Doubles that hold all elements.</summary>
    public nint Length => (nint)tiles * LaneTile.Length;

    /// <summary>From coefficients, by groups, down to the tiles below the node, whose coefficients are left in place.</summary>
    public void SplitToTiles(int node, params LaneSteps[] polynomials)
    {
        root.ForwardLanes.Prepare((node + 1) * tiles);
        new RemainderTree<LaneSteps>(polynomials, Groups, options, meter).Split(node);
    }

    /// <summary>From the tiles' coefficients up to those of the node, by groups.</summary>
    public void MergeFromTiles(int node, params LaneSteps[] polynomials)
    {
        root.InverseLanes.Prepare((node + 1) * tiles);
        new RemainderTree<LaneSteps>(polynomials, Groups, options, meter).Merge(node);
    }

    /// <summary>A polynomial of this size that lies there.</summary>
    public LaneSteps At(double* groups) => new(groups, root.ForwardLanes, root.InverseLanes);

    /// <summary>From the coefficients of the <paramref name="count"/> tiles at position <paramref name="i"/> to their values.</summary>
    public void SplitTiles(double* groups, double* rows, int i, int count, int node, double* scratch)
    {
        root.ForwardLanes.Prepare((node + 1) * tiles);
        for (int t = 0; t < count; t++)
        {
            int tile = TileAt(i + t);
            LaneTile.Split(groups + ((nint)tile * LaneTile.Length), rows + (t * LaneTile.Length), (node * tiles) + tile, root.ForwardLanes, scratch);
        }

        meter.Add(count * LaneTile.Groups);
    }

    /// <summary>From the values of the <paramref name="count"/> tiles at position <paramref name="i"/> to their coefficients, times 64.</summary>
    public void MergeTiles(double* rows, double* groups, int i, int count, int node, double* scratch)
    {
        root.InverseLanes.Prepare((node + 1) * tiles);
        for (int t = 0; t < count; t++)
        {
            int tile = TileAt(i + t);
            LaneTile.Merge(rows + (t * LaneTile.Length), groups + ((nint)tile * LaneTile.Length), (node * tiles) + tile, root.InverseLanes, scratch);
        }

        meter.Add(count * LaneTile.Groups);
    }

    /// <summary>Work on the <paramref name="count"/> tiles at one position, with memory of the thread's own.</summary>
    public delegate void TileWork(int position, int count, double* memory);

    /// <summary>Does the work for all tiles by their position in natural order, each time with that many doubles of memory.</summary>
    public void ForEachTiles(nint doubles, TileWork work)
    {
        int together = Math.Min(TilesTogether, tiles);
        int runs = Math.Min(tiles / together, 8 * options.Threads);
        ParallelWork.ForEach(options, runs, run =>
        {
            int logTiles = logSize - MinLogSize;
            int from = (int)((long)tiles / together * run / runs);
            int to = (int)((long)tiles / together * (run + 1) / runs);
            double* memory = LaneMemory.Allocate(doubles);
            try
            {
                for (int step = from; step < to; step++)
                {
                    int position = (int)BitReversal.Of((uint)step, logTiles - int.Log2(together));
                    work(position * together, together, memory);
                }
            }
            finally
            {
                LaneMemory.Free(memory);
            }
        });
    }

    /// <summary>Runs the body for all groups by runs: (from, to).</summary>
    public void ForEachGroups(Action<int, int> body)
    {
        int runs = Math.Min(tiles, 8 * options.Threads);
        ParallelWork.ForEach(options, runs, run => body((int)((long)Groups * run / runs), (int)((long)Groups * (run + 1) / runs)));
    }

    /// <summary>Reads the values of the tiles at position <paramref name="i"/> from natural order, with weight 1.</summary>
    public void LoadRows(double* rows, Fr* values, int i, int count)
    {
        nint distance = (nint)tiles * sizeof(Fr);
        for (int r = 0; r < LaneTile.Groups; r++)
        {
            for (int t = 0; t < count; t++)
            {
                FrLanes.Load(rows + (t * LaneTile.Length) + (r * Group), RowAt(values, i + t, r), distance);
            }
        }
    }

    /// <summary>Writes reduced values of the tiles at position <paramref name="i"/> to natural order.</summary>
    public void StoreRows(Fr* values, double* rows, int i, int count)
    {
        nint distance = (nint)tiles * sizeof(Fr);
        for (int r = 0; r < LaneTile.Groups; r++)
        {
            for (int t = 0; t < count; t++)
            {
                FrLanes.Store(RowAt(values, i + t, r), distance, rows + (t * LaneTile.Length) + (r * Group));
            }
        }
    }

    // The first value of row r: leaf 64 q + 8 b + r of the tree is value (r, b, q reversed, from the top) in natural order.
    private Fr* RowAt(Fr* values, int i, int r) => values + ((nint)LaneTile.BlockOfLane(r) << (logSize - 3)) + i;

    private int TileAt(int i) => (int)BitReversal.Of((uint)i, logSize - MinLogSize);
}
