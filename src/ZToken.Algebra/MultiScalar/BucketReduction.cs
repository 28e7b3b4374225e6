using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The sum of j B_j over the buckets j = 1, 2, .. of each set, and of the sets with their powers of two.</summary>
/// <remarks>
/// A vector of n buckets is read as a matrix, b = rows r, columns s. With R_r the sum of row r and C_s that of column s,
/// the sum of (b s + r ..) falls apart into 2^k times the weighted sum of the R and the weighted sum of the C: two vectors of about the
/// root of n, for two additions a bucket, all in lanes. So on until vectors are short enough to be summed one by one.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TLanes">The arithmetic.</typeparam>
internal static unsafe class BucketReduction<TField, TLanes>
    where TField : unmanaged, IGroupField<TField>
    where TLanes : struct, ICoordinateLanes<TField>
{
    private const int ShortVector = 6;

    /// <summary>Points weighted 1, 2, .., to be scaled by a power of two.</summary>
    private readonly record struct Vector(int First, int Count, int Shift);

    /// <summary>The sum over all sets of 2^(shift * set) times the weighted sum of the set's points.</summary>
    public static JacobianPoint<TField> Sum(AffinePoint<TField>* points, int sets, int pointsInSet, int shift, ComputeOptions options)
    {
        List<Vector> vectors = [];
        for (int set = 0; set < sets; set++)
        {
            vectors.Add(new Vector(set * pointsInSet, pointsInSet, set * shift));
        }

        SortedDictionary<int, JacobianPoint<TField>> sums = [];
        Reduce(points, vectors, sums, options);
        JacobianPoint<TField> result = JacobianPoint<TField>.Infinity;
        int at = sums.Count == 0 ? 0 : sums.Keys.Last();
        foreach ((int power, JacobianPoint<TField> sum) in sums.Reverse())
        {
            for (; at > power; at--)
            {
                result = result.Double();
            }

            result += sum;
        }

        for (; at > 0; at--)
        {
            result = result.Double();
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reduce(AffinePoint<TField>* points, List<Vector> vectors, SortedDictionary<int, JacobianPoint<TField>> sums, ComputeOptions options)
    {
        List<Vector> next = [];
        List<Vector> parents = [];
        int lists = 0;
        int entryCount = 0;
        foreach (Vector vector in vectors)
        {
            if (vector.Count <= ShortVector)
            {
                _ = sums.TryGetValue(vector.Shift, out JacobianPoint<TField> sum);
                sums[vector.Shift] = sum + OneByOne(points + vector.First, vector.Count);
                continue;
            }

            parents.Add(vector);
            (int columnBits, int rows) = Matrix(vector.Count);
            next.Add(new Vector(lists, rows - 1, vector.Shift + columnBits));
            next.Add(new Vector(lists + rows - 1, 1 << columnBits, vector.Shift));
            lists += rows - 1 + (1 << columnBits);
            entryCount += 2 * vector.Count;
        }

        if (parents.Count == 0)
        {
            return;
        }

        using NativeBuffer buffer = NativeBuffer.Rent(((long)lists * sizeof(AffinePoint<TField>)) + ((long)entryCount * sizeof(uint)) + ((lists + 1L) * sizeof(int)));
        AffinePoint<TField>* sumsOfLists = (AffinePoint<TField>*)buffer.Pointer;
        uint* entries = (uint*)(sumsOfLists + lists);
        int* starts = (int*)(entries + entryCount);
        int list = 0;
        int entry = 0;
        foreach (Vector vector in parents)
        {
            (int columnBits, int rows) = Matrix(vector.Count);
            // Row 0 has weight zero.
            for (int row = 1; row < rows; row++)
            {
                starts[list++] = entry;
                int last = Math.Min(vector.Count, (row + 1) << columnBits);
                for (int i = row << columnBits; i < last; i++)
                {
                    Put(points, vector.First + i, entries, ref entry);
                }
            }

            for (int column = 0; column < 1 << columnBits; column++)
            {
                starts[list++] = entry;
                for (int i = column; i < vector.Count; i += 1 << columnBits)
                {
                    Put(points, vector.First + i, entries, ref entry);
                }
            }
        }

        starts[list] = entry;
        PointSums<TField, TLanes>.Sum(new PointSource<TField>(points), entries, starts, lists, sumsOfLists, options);
        Reduce(sumsOfLists, next, sums, options);
    }

    // Point i stands at row i / 2^bits, column i mod 2^bits, and has weight row * 2^bits + column + 1.
    private static (int ColumnBits, int Rows) Matrix(int count)
    {
        int bits = (System.Numerics.BitOperations.Log2((uint)count - 1) + 1) / 2;
        return (bits, (count + (1 << bits) - 1) >> bits);
    }

    private static void Put(AffinePoint<TField>* points, int index, uint* entries, ref int entry)
    {
        if (!points[index].IsInfinity)
        {
            entries[entry++] = (uint)index;
        }
    }

    private static JacobianPoint<TField> OneByOne(AffinePoint<TField>* points, int count)
    {
        JacobianPoint<TField> running = JacobianPoint<TField>.Infinity;
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int i = count - 1; i >= 0; i--)
        {
            running += points[i];
            sum += running;
        }

        return sum;
    }
}
