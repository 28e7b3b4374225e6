namespace ZToken.Algebra;

/// <summary>The quotient of a Groth16 proof, as values on the odd coset: the scalars for the H points of a snarkjs key.</summary>
/// <remarks>
/// A and B are the polynomials of degree below n with the given values on the domain, C the one with the values' products.
/// A B - C vanishes on the domain, so it is h (X^n - 1); on the odd coset, the domain times the root u of order 2 n, X^n - 1 is the
/// constant -2, and snarkjs's H points are those of the Lagrange basis there: their scalars are A B - C at u w^i, without a
/// division. Three inverse and three forward transforms are all it takes. (snarkjs, src/groth16_prove.js, joinABC and the calls
/// before it.) Takes the same time for all values.
/// </remarks>
public sealed class QuotientEvaluator
{
    private readonly EvaluationDomain domain;

    /// <summary>Evaluates over that domain; keys of snarkjs take <see cref="RootOfUnity.OfFive"/>.</summary>
    public QuotientEvaluator(EvaluationDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        this.domain = domain;
    }

    /// <summary>Writes A(x) B(x) - C(x) at x = u w^i for each i, from the values of A and B at w^i.</summary>
    /// <param name="a">The n values of A on the domain.</param>
    /// <param name="b">The n values of B on the domain.</param>
    /// <param name="quotient">Room for n values; may be one of the other two.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="ArgumentException">A span does not have n elements.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the result is then undefined.</exception>
    public void Evaluate(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, Span<Fr> quotient, ComputeOptions? options = null)
    {
        domain.RequireSize(a.Length, nameof(a));
        domain.RequireSize(b.Length, nameof(b));
        domain.RequireSize(quotient.Length, nameof(quotient));
        options ??= ComputeOptions.Default;
        if (domain.UsesLanes)
        {
            EvaluateByLanes(a, b, quotient, options);
        }
        else
        {
            EvaluateByScalars(a, b, quotient, options);
        }
    }

    private unsafe void EvaluateByLanes(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, Span<Fr> quotient, ComputeOptions options)
    {
        const int Down = 0;
        const int Odd = 1;
        // Each of the groups of the three goes through a tile and through the tree, both ways.
        ProgressMeter meter = new(options, 3L * 4 * domain.Size / 8);
        LaneTransform transform = new(domain.LogSize, domain.Root, options, meter);
        using SecretBuffer memory = new(3L * transform.Length * sizeof(double));
        double* groupsA = (double*)memory.Pointer;
        double* groupsB = groupsA + transform.Length;
        double* groupsC = groupsB + transform.Length;
        LaneSteps[] polynomials = [transform.At(groupsA), transform.At(groupsB), transform.At(groupsC)];
        fixed (Fr* pointerA = a, pointerB = b, pointerQuotient = quotient)
        {
            Fr* naturalA = pointerA;
            Fr* naturalB = pointerB;
            Fr* naturalQuotient = pointerQuotient;
            double* sizeInverse = stackalloc double[FrButterflies.SharedLength];
            FrButterflies.WriteShared(sizeInverse, domain.SizeInverse);
            transform.ForEachTiles((3 * LaneTransform.RowsLength) + FrLanes.ScratchLength, (i, count, rowsA) =>
            {
                double* rowsB = rowsA + LaneTransform.RowsLength;
                double* rowsC = rowsB + LaneTransform.RowsLength;
                double* scratch = rowsC + LaneTransform.RowsLength;
                transform.LoadRows(rowsA, naturalA, i, count);
                transform.LoadRows(rowsB, naturalB, i, count);
                Prepare(rowsA, rowsB, rowsC, sizeInverse, count * LaneTile.Groups, scratch);
                transform.MergeTiles(rowsA, groupsA, i, count, Down, scratch);
                transform.MergeTiles(rowsB, groupsB, i, count, Down, scratch);
                transform.MergeTiles(rowsC, groupsC, i, count, Down, scratch);
            });
            transform.MergeFromTiles(Down, polynomials);
            transform.SplitToTiles(Odd, polynomials);
            transform.ForEachTiles((3 * LaneTransform.RowsLength) + FrLanes.ScratchLength, (i, count, rowsA) =>
            {
                double* rowsB = rowsA + LaneTransform.RowsLength;
                double* rowsC = rowsB + LaneTransform.RowsLength;
                double* scratch = rowsC + LaneTransform.RowsLength;
                transform.SplitTiles(groupsA, rowsA, i, count, Odd, scratch);
                transform.SplitTiles(groupsB, rowsB, i, count, Odd, scratch);
                transform.SplitTiles(groupsC, rowsC, i, count, Odd, scratch);
                Join(rowsA, rowsB, rowsC, count * LaneTile.Groups, scratch);
                transform.StoreRows(naturalQuotient, rowsA, i, count);
            });
        }
    }

    // The way up multiplies by n: a / n, b / n and (a / n) b give A, B and C themselves.
    private static unsafe void Prepare(double* rowsA, double* rowsB, double* rowsC, double* sizeInverse, int groups, double* scratch)
    {
        FrButterflies.ScaleShared(rowsA, sizeInverse, groups, scratch);
        for (int i = 0; i < groups * FrLanes.GroupLength; i += FrLanes.GroupLength)
        {
            FrLanes.Multiply(rowsC + i, rowsA + i, rowsB + i, scratch);
        }

        FrButterflies.ScaleShared(rowsB, sizeInverse, groups, scratch);
    }

    // rowsA = A B - C, reduced. Weights are up to 4 and one for each level: one of the factors is reduced first.
    private static unsafe void Join(double* rowsA, double* rowsB, double* rowsC, int groups, double* scratch)
    {
        for (int i = 0; i < groups * FrLanes.GroupLength; i += FrLanes.GroupLength)
        {
            FrLanes.Reduce(rowsA + i, rowsA + i);
            FrLanes.Multiply(rowsA + i, rowsA + i, rowsB + i, scratch);
            FrLanes.Subtract(rowsA + i, rowsA + i, rowsC + i);
            FrLanes.Reduce(rowsA + i, rowsA + i);
        }
    }

    private void EvaluateByScalars(ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, Span<Fr> quotient, ComputeOptions options)
    {
        ComputeOptions part = options with { Progress = null };
        Fr oddShift = domain.Root.OfOrder(domain.LogSize + 1);
        Fr[][] values = [a.ToArray(), b.ToArray(), new Fr[a.Length]];
        for (int i = 0; i < a.Length; i++)
        {
            values[2][i] = a[i] * b[i];
        }

        for (int polynomial = 0; polynomial < values.Length; polynomial++)
        {
            domain.Interpolate(values[polynomial], part);
            domain.EvaluateOnCoset(values[polynomial], oddShift, part);
            options.Progress?.Report((polynomial + 1.0) / values.Length);
        }

        for (int i = 0; i < quotient.Length; i++)
        {
            quotient[i] = (values[0][i] * values[1][i]) - values[2][i];
        }
    }
}
