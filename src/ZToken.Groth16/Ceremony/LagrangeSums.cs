using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>For each wire the sum over its entries in the matrices: coefficient times the Lagrange point of the row.</summary>
/// <remarks>Entries are grouped by wire first; wires are then summed on all threads. A coefficient of 1 or -1, as most are, costs one addition.</remarks>
internal sealed class LagrangeSums
{
    private readonly int wires;
    private readonly int[][] starts = new int[3][];
    private readonly (int Row, Fr Coefficient)[][] entries = new (int, Fr)[3][];

    /// <summary>Groups the entries of a circuit, with the rows that a key adds to A for the constant and the public inputs.</summary>
    public LagrangeSums(R1csFile circuit)
    {
        wires = circuit.WireCount;
        for (int matrix = 0; matrix < 3; matrix++)
        {
            Group(circuit, matrix);
        }
    }

    /// <summary>One point for each wire, from the points of one matrix each; null leaves a matrix out.</summary>
    public AffinePoint<TField>[] Sum<TField>(AffinePoint<TField>[]? a, AffinePoint<TField>[]? b, AffinePoint<TField>[]? c, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        const int block = 256;
        AffinePoint<TField>[] sums = new AffinePoint<TField>[wires];
        AffinePoint<TField>[]?[] points = [a, b, c];
        int blocks = (wires + block - 1) / block;
        int done = 0;
        Parallel.For(0, blocks, options.ToParallelOptions(), index =>
        {
            int start = index * block, count = Math.Min(block, wires - start);
            JacobianPoint<TField>[] partial = new JacobianPoint<TField>[count];
            for (int i = 0; i < count; i++)
            {
                for (int matrix = 0; matrix < 3; matrix++)
                {
                    if (points[matrix] is { } lagrange)
                    {
                        partial[i] += SumOfWire(start + i, matrix, lagrange);
                    }
                }
            }

            JacobianPoint<TField>.BatchNormalize(partial, sums.AsSpan(start, count));
            options.Progress?.Report((double)Interlocked.Increment(ref done) / blocks);
        });
        return sums;
    }

    private JacobianPoint<TField> SumOfWire<TField>(int wire, int matrix, AffinePoint<TField>[] lagrange)
        where TField : unmanaged, IGroupField<TField>
    {
        JacobianPoint<TField> sum = default;
        Span<ulong> limbs = stackalloc ulong[4];
        foreach (ref readonly (int Row, Fr Coefficient) entry in entries[matrix].AsSpan(starts[matrix][wire]..starts[matrix][wire + 1]))
        {
            if (entry.Coefficient == Fr.One)
            {
                sum += lagrange[entry.Row];
                continue;
            }

            // The smaller of k and -k: coefficients of a few bits in either direction are common.
            entry.Coefficient.ToCanonicalLimbs(limbs);
            bool negate = limbs[3] != 0;
            if (negate)
            {
                (-entry.Coefficient).ToCanonicalLimbs(limbs);
            }

            JacobianPoint<TField> product = new JacobianPoint<TField>(lagrange[entry.Row]).MultiplyVarTime(limbs[..(limbs.LastIndexOfAnyExcept(0ul) + 1)]);
            sum = negate ? sum - product : sum + product;
        }

        return sum;
    }

    private void Group(R1csFile circuit, int matrix)
    {
        int[] ends = new int[wires + 1];
        for (int row = 0; row < circuit.RowCount; row++)
        {
            foreach ((int wire, _) in circuit.Side(row, matrix))
            {
                ends[wire + 1]++;
            }
        }

        int inputRows = matrix == 0 ? circuit.PublicCount + 1 : 0;
        for (int wire = 0; wire < wires; wire++)
        {
            ends[wire + 1] += ends[wire] + (wire < inputRows ? 1 : 0);
        }

        int[] next = [.. ends];
        (int, Fr)[] grouped = new (int, Fr)[ends[^1]];
        for (int row = 0; row < circuit.RowCount; row++)
        {
            foreach ((int wire, Fr coefficient) in circuit.Side(row, matrix))
            {
                grouped[next[wire]++] = (row, coefficient);
            }
        }

        for (int wire = 0; wire < inputRows; wire++)
        {
            grouped[next[wire]++] = (circuit.RowCount + wire, Fr.One);
        }

        (starts[matrix], entries[matrix]) = (ends, grouped);
    }
}
