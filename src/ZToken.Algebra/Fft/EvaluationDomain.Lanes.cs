namespace ZToken.Algebra;

public sealed partial class EvaluationDomain
{
    /// <summary>Whether transforms go by lanes: where the machine has them and there is a tile to fill. The tests turn it off.</summary>
    internal bool UsesLanes { get; init; }

    private unsafe void EvaluateByLanes(Span<Fr> values, int node, Fr step, ComputeOptions options)
    {
        LaneTransform transform = Lanes(options);
        using SecretBuffer memory = new((long)transform.Length * sizeof(double));
        double* groups = (double*)memory.Pointer;
        fixed (Fr* pointer = values)
        {
            Fr* natural = pointer;
            transform.ForEachGroups((from, to) => LoadScaled(groups, natural, step, from, to));
            transform.SplitToTiles(node, transform.At(groups));
            transform.ForEachTiles(LaneTransform.RowsLength + FrButterflies.ScratchLength, (i, count, rows) =>
            {
                transform.SplitTiles(groups, rows, i, count, node, rows + LaneTransform.RowsLength);
                for (int g = 0; g < count * LaneTile.Groups; g++)
                {
                    FrLanes.Reduce(rows + (g * FrLanes.GroupLength), rows + (g * FrLanes.GroupLength));
                }

                transform.StoreRows(natural, rows, i, count);
            });
        }
    }

    private unsafe void InterpolateByLanes(Span<Fr> values, int node, Fr step, ComputeOptions options)
    {
        LaneTransform transform = Lanes(options);
        using SecretBuffer memory = new((long)transform.Length * sizeof(double));
        double* groups = (double*)memory.Pointer;
        fixed (Fr* pointer = values)
        {
            Fr* natural = pointer;
            transform.ForEachTiles(LaneTransform.RowsLength + FrButterflies.ScratchLength, (i, count, rows) =>
            {
                transform.LoadRows(rows, natural, i, count);
                transform.MergeTiles(rows, groups, i, count, node, rows + LaneTransform.RowsLength);
            });
            transform.MergeFromTiles(node, transform.At(groups));
            transform.ForEachGroups((from, to) => StoreScaled(natural, groups, SizeInverse, step, from, to));
        }
    }

    // A group counts once for the tree and once for its tile.
    private LaneTransform Lanes(ComputeOptions options) => new(LogSize, Root, options, new ProgressMeter(options, Size / 8 * 2));

    private static unsafe void LoadScaled(double* groups, Fr* natural, Fr step, int from, int to)
    {
        for (int g = from; g < to; g++)
        {
            FrLanes.Load(groups + ((nint)g * FrLanes.GroupLength), natural + ((nint)g * 8));
        }

        if (step != Fr.One)
        {
            ScaleByPowers(groups, Fr.One, step, from, to);
        }
    }

    private static unsafe void StoreScaled(Fr* natural, double* groups, Fr factor, Fr step, int from, int to)
    {
        double* constant = stackalloc double[FrButterflies.SharedLength];
        double* scratch = stackalloc double[FrButterflies.ScratchLength + 8];
        scratch = LaneMemory.Align(scratch);
        if (step == Fr.One)
        {
            FrButterflies.WriteShared(constant, factor);
            FrButterflies.ScaleShared(groups + ((nint)from * FrLanes.GroupLength), constant, to - from, scratch);
        }
        else
        {
            ScaleByPowers(groups, factor, step, from, to);
        }

        for (int g = from; g < to; g++)
        {
            FrLanes.Store(natural + ((nint)g * 8), groups + ((nint)g * FrLanes.GroupLength));
        }
    }

    // Element i times factor * step^i.
    private static unsafe void ScaleByPowers(double* groups, Fr factor, Fr step, int from, int to)
    {
        double* scratch = stackalloc double[FrLanes.ScratchLength + FrLanes.GroupLength + FrButterflies.SharedLength + 8];
        scratch = LaneMemory.Align(scratch);
        double* powers = scratch + FrLanes.ScratchLength;
        double* toNext = powers + FrLanes.GroupLength;
        Fr* eight = stackalloc Fr[8];
        eight[0] = factor * step.Power([8UL * (ulong)from]);
        for (int lane = 1; lane < 8; lane++)
        {
            eight[lane] = eight[lane - 1] * step;
        }

        FrLanes.Load(powers, eight);
        FrButterflies.WriteShared(toNext, step.Power([8]));
        for (int g = from; g < to; g++)
        {
            double* group = groups + ((nint)g * FrLanes.GroupLength);
            FrLanes.Multiply(group, group, powers, scratch);
            FrButterflies.ScaleShared(powers, toNext, 1, scratch);
        }
    }
}
