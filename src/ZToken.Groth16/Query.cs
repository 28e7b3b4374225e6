using System.Buffers;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The points of one of a proving key's sums, sum over i of scalar i times point i, with stored multiples that make it fast.</summary>
/// <remarks>
/// Many wires occur in only some of the matrices, and their points in the other queries are infinity: those are left out, and the
/// scalars gathered by index, so that neither table nor sum pays for them.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
public sealed class Query<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private readonly int[]? indices;

    // Null where every point is infinity.
    private readonly FixedBaseTable<TField>? table;

    // Keeps the memory of a table that is not the table's own.
    private readonly object? memory;

    private Query(int count, int[]? indices, FixedBaseTable<TField>? table, object? memory = null)
    {
        Count = count;
        this.indices = indices;
        this.table = table;
        this.memory = memory;
    }

    /// <summary>Scalars that the sum takes.</summary>
    public int Count { get; }

    /// <summary>The points that are not infinity, and their stored multiples; null where there are none.</summary>
    public FixedBaseTable<TField>? Table => table;

    /// <summary>For each base of <see cref="Table"/> the index of its scalar; empty where that is its own index.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>The points that are not infinity.</summary>
    public unsafe ReadOnlySpan<AffinePoint<TField>> FinitePoints => table is null ? [] : new(table.Points, table.Shape.Bases);

    /// <summary>A query from all its points, those at infinity included.</summary>
    /// <param name="all">The points; all in the prime-order subgroup.</param>
    /// <param name="rows">Stored multiples of each point, itself included: memory for speed, up to <see cref="FixedBaseShape.AllRows"/>.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    public static Query<TField> Create(ReadOnlySpan<AffinePoint<TField>> all, int rows, ComputeOptions options)
    {
        List<AffinePoint<TField>> finite = new(all.Length);
        List<int> wires = new(all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            if (!all[i].IsInfinity)
            {
                finite.Add(all[i]);
                wires.Add(i);
            }
        }

        FixedBaseTable<TField>? stored = finite.Count == 0
            ? null
            : FixedBaseTable<TField>.Build(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(finite), FixedBaseShape.Choose(finite.Count, rows), options);
        return new Query<TField>(all.Length, finite.Count == all.Length ? null : [.. wires], stored);
    }

    /// <summary>A query over a table that is there already, for example in a mapped file.</summary>
    /// <param name="count">Scalars that the sum takes.</param>
    /// <param name="indices">For each base of the table the index of its scalar, ascending; empty where every scalar has its base.</param>
    /// <param name="table">The bases that are not infinity, or null where there are none.</param>
    /// <param name="memory">What keeps the table's memory where it is for as long as anyone can reach it; null where the table does.</param>
    /// <exception cref="ArgumentException">The indices do not ascend below <paramref name="count"/>, or are not as many as the bases.</exception>
    public static Query<TField> OverTable(int count, ReadOnlySpan<int> indices, FixedBaseTable<TField>? table, object? memory = null)
    {
        int bases = table is null ? 0 : table.Shape.Bases;
        bool dense = indices.IsEmpty && bases == count;
        if (!dense && indices.Length != bases)
        {
            throw new ArgumentException($"There are {bases} bases but {indices.Length} indices.", nameof(indices));
        }

        int last = -1;
        foreach (int index in indices)
        {
            if (index <= last || index >= count)
            {
                throw new ArgumentException($"The indices must ascend and lie below {count}; {index} does not.", nameof(indices));
            }

            last = index;
        }

        return new Query<TField>(count, dense ? null : indices.ToArray(), table, memory);
    }

    /// <summary>The same query with so many stored multiples of each point.</summary>
    public Query<TField> WithRows(int rows, ComputeOptions options) => table is null
        ? this
        : new Query<TField>(Count, indices, FixedBaseTable<TField>.Build(FinitePoints, FixedBaseShape.Choose(table.Shape.Bases, rows), options));

    /// <summary>All points, infinity at the indices that have none.</summary>
    public AffinePoint<TField>[] ToArray()
    {
        AffinePoint<TField>[] all = new AffinePoint<TField>[Count];
        ReadOnlySpan<AffinePoint<TField>> points = FinitePoints;
        for (int i = 0; i < points.Length; i++)
        {
            all[indices is null ? i : indices[i]] = points[i];
        }

        return all;
    }

    /// <summary>The sum of all points times their scalars. Variable time.</summary>
    /// <exception cref="ArgumentException">There are not <see cref="Count"/> scalars.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public JacobianPoint<TField> SumVarTime(ReadOnlySpan<Fr> scalars, ComputeOptions options)
    {
        if (scalars.Length != Count)
        {
            throw new ArgumentException($"The query takes {Count} scalars, not {scalars.Length}.", nameof(scalars));
        }

        if (table is null)
        {
            return JacobianPoint<TField>.Infinity;
        }

        if (indices is null)
        {
            JacobianPoint<TField> sum = table.SumVarTime(scalars, options);
            GC.KeepAlive(memory);
            return sum;
        }

        Fr[] gathered = ArrayPool<Fr>.Shared.Rent(indices.Length);
        try
        {
            for (int i = 0; i < indices.Length; i++)
            {
                gathered[i] = scalars[indices[i]];
            }

            return table.SumVarTime(gathered.AsSpan(0, indices.Length), options);
        }
        finally
        {
            ArrayPool<Fr>.Shared.Return(gathered, clearArray: true);
            GC.KeepAlive(memory);
        }
    }
}
