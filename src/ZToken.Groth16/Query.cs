using System.Buffers;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The points of one of a proving key's sums: sum over i of scalar i times point i.</summary>
/// <remarks>
/// Many wires occur in only some of the matrices, and their points in the other queries are infinity: those are left out, and the
/// scalars gathered by index, so that neither table nor sum pays for them.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
public sealed class Query<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private readonly int[]? indices;
    private readonly AffinePoint<TField>[] points;

    /// <summary>A query from its points, those at infinity included.</summary>
    public Query(ReadOnlySpan<AffinePoint<TField>> all)
    {
        Count = all.Length;
        List<int> finite = [];
        for (int i = 0; i < all.Length; i++)
        {
            if (!all[i].IsInfinity)
            {
                finite.Add(i);
            }
        }

        indices = finite.Count == all.Length ? null : [.. finite];
        points = new AffinePoint<TField>[finite.Count];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = all[finite[i]];
        }
    }

    /// <summary>Scalars that the sum takes.</summary>
    public int Count { get; }

    /// <summary>The points that are not infinity.</summary>
    public ReadOnlySpan<AffinePoint<TField>> FinitePoints => points;

    /// <summary>For each of <see cref="FinitePoints"/> the index of its scalar; empty where that is its own index.</summary>
    public ReadOnlySpan<int> Indices => indices;

    /// <summary>All points, infinity at the indices that have none.</summary>
    public AffinePoint<TField>[] ToArray()
    {
        AffinePoint<TField>[] all = new AffinePoint<TField>[Count];
        for (int i = 0; i < points.Length; i++)
        {
            all[indices is null ? i : indices[i]] = points[i];
        }

        return all;
    }

    /// <summary>The sum of all points times their scalars. Variable time.</summary>
    /// <exception cref="ArgumentException">There are not <see cref="Count"/> scalars.</exception>
    public JacobianPoint<TField> SumVarTime(ReadOnlySpan<Fr> scalars, ComputeOptions options)
    {
        if (scalars.Length != Count)
        {
            throw new ArgumentException($"The query takes {Count} scalars, not {scalars.Length}.", nameof(scalars));
        }

        if (indices is null)
        {
            return MultiScalar.SumVarTime<TField>(points, scalars, options);
        }

        Fr[] gathered = ArrayPool<Fr>.Shared.Rent(points.Length);
        try
        {
            for (int i = 0; i < indices.Length; i++)
            {
                gathered[i] = scalars[indices[i]];
            }

            return MultiScalar.SumVarTime<TField>(points, gathered.AsSpan(0, points.Length), options);
        }
        finally
        {
            ArrayPool<Fr>.Shared.Return(gathered, clearArray: true);
        }
    }
}
