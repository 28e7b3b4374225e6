using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>The sum of j B_j over the buckets j = 1, 2, .. of each set, and of the sets with their powers of two.</summary>
/// <remarks>
/// <para>
/// A vector of buckets is read as a matrix with 2^k columns: bucket j stands in row r, column s with j = 2^k r + s + 1. With R_r the sum
/// of row r and C_s that of column s, the weighted sum is 2^k times the sum of r R_r, plus the sum of (s + 1) C_s: two vectors of about the
/// root of the length, for two additions a bucket. So on until vectors are short; then the sums S_t of those points in whose weights bit t is
/// set give the sum of 2^t S_t.
/// </para>
/// <para>All of it is sums of lists, in lanes. What is left are points for powers of two, one for each, and one chain of doublings.</para>
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TLanes">The arithmetic.</typeparam>
internal static unsafe class BucketReduction<TField, TLanes>
    where TField : unmanaged, IGroupField<TField>
    where TLanes : struct, ICoordinateLanes<TField>
{
    private const int ShortVector = 16;

    /// <summary>Points weighted 1, 2, .. and scaled by a power of two.</summary>
    private readonly record struct Vector(int First, int Count, int Shift);

    /// <summary>A point to be scaled by a power of two.</summary>
    private readonly record struct Term(AffinePoint<TField> Point, int Shift);

    /// <summary>The sum over all sets of 2^(shift * set) times the weighted sum of the set's points.</summary>
    public static JacobianPoint<TField> Sum(AffinePoint<TField>* points, int sets, int pointsInSet, int shift, ComputeOptions options)
    {
        List<Vector> vectors = [];
        for (int set = 0; set < sets; set++)
        {
            vectors.Add(new Vector(set * pointsInSet, pointsInSet, set * shift));
        }

        List<Term> terms = [];
        Reduce(points, vectors, terms, options);
        return SumTerms(terms, options);
    }

    private static void Reduce(AffinePoint<TField>* points, List<Vector> vectors, List<Term> terms, ComputeOptions options)
    {
        List<Vector> next = [];
        List<int> bitShifts = [];
        int lists = 0;
        int entryCount = 0;
        foreach (Vector vector in vectors)
        {
            int columnBits = ColumnBits(vector.Count);
            lists += vector.Count > ShortVector ? Rows(vector.Count) + (1 << columnBits) : BitLength(vector.Count);
            entryCount += vector.Count > ShortVector ? 2 * vector.Count : vector.Count * BitLength(vector.Count);
        }

        using NativeBuffer buffer = NativeBuffer.Rent(((long)lists * sizeof(AffinePoint<TField>)) + ((long)entryCount * sizeof(uint)) + ((lists + 1L) * sizeof(int)));
        AffinePoint<TField>* sums = (AffinePoint<TField>*)buffer.Pointer;
        ListWriter writer = new(points, (uint*)(sums + lists), (int*)((uint*)(sums + lists) + entryCount));
        foreach (Vector vector in vectors.Where(v => v.Count <= ShortVector))
        {
            for (int bit = 0; bit < BitLength(vector.Count); bit++)
            {
                bitShifts.Add(vector.Shift + bit);
                writer.AddBit(vector, bit);
            }
        }

        foreach (Vector vector in vectors.Where(v => v.Count > ShortVector))
        {
            int columnBits = ColumnBits(vector.Count);
            next.Add(new Vector(writer.Lists, Rows(vector.Count) - 1, vector.Shift + columnBits));
            writer.AddRows(vector, columnBits);
            next.Add(new Vector(writer.Lists, 1 << columnBits, vector.Shift));
            writer.AddColumns(vector, columnBits);
        }

        writer.Finish();
        PointSums<TField, TLanes>.Sum(new PointSource<TField>(points), writer.Entries, writer.Starts, writer.Lists, sums, options);
        for (int i = 0; i < bitShifts.Count; i++)
        {
            terms.Add(new Term(sums[i], bitShifts[i]));
        }

        if (next.Count > 0)
        {
            Reduce(sums, next, terms, options);
        }
    }

    /// <summary>First one point for each power of two, then doublings from the highest power down.</summary>
    private static JacobianPoint<TField> SumTerms(List<Term> terms, ComputeOptions options)
    {
        terms.Sort((a, b) => a.Shift.CompareTo(b.Shift));
        int highest = terms[^1].Shift;
        int powers = highest + 1;
        using NativeBuffer buffer = NativeBuffer.Rent(((long)(terms.Count + powers) * sizeof(AffinePoint<TField>)) + ((terms.Count + powers + 1L) * sizeof(uint)));
        AffinePoint<TField>* points = (AffinePoint<TField>*)buffer.Pointer;
        AffinePoint<TField>* sums = points + terms.Count;
        uint* entries = (uint*)(sums + powers);
        int* starts = (int*)(entries + terms.Count);
        new Span<int>(starts, powers + 1).Clear();
        ReadOnlySpan<Term> span = CollectionsMarshal.AsSpan(terms);
        for (int i = 0; i < span.Length; i++)
        {
            points[i] = span[i].Point;
            entries[i] = (uint)i;
            starts[span[i].Shift + 1]++;
        }

        for (int power = 0; power < powers; power++)
        {
            starts[power + 1] += starts[power];
        }

        PointSums<TField, TLanes>.Sum(new PointSource<TField>(points), entries, starts, powers, sums, options);
        JacobianPoint<TField> result = JacobianPoint<TField>.Infinity;
        for (int power = highest; power >= 0; power--)
        {
            result = result.Double() + sums[power];
        }

        return result;
    }

    private static int ColumnBits(int count) => BitLength(count - 1) / 2;

    private static int Rows(int count) => ((count - 1) >> ColumnBits(count)) + 1;

    private static int BitLength(int value) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)value);

    /// <summary>Writes lists of a vector's points, leaving out infinity.</summary>
    private struct ListWriter(AffinePoint<TField>* points, uint* entries, int* starts)
    {
        private int count;

        public int Lists { get; private set; }

        public readonly uint* Entries => entries;

        public readonly int* Starts => starts;

        /// <summary>The points in whose weights a bit is set.</summary>
        public void AddBit(Vector vector, int bit)
        {
            starts[Lists++] = count;
            for (int i = 0; i < vector.Count; i++)
            {
                if ((((i + 1) >> bit) & 1) != 0)
                {
                    Add(vector.First + i);
                }
            }
        }

        /// <summary>All rows but the first, whose weight is zero.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void AddRows(Vector vector, int columnBits)
        {
            for (int row = 1 << columnBits; row < vector.Count; row += 1 << columnBits)
            {
                starts[Lists++] = count;
                int end = Math.Min(vector.Count, row + (1 << columnBits));
                for (int i = row; i < end; i++)
                {
                    Add(vector.First + i);
                }
            }
        }

        /// <summary>All columns.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void AddColumns(Vector vector, int columnBits)
        {
            for (int column = 0; column < 1 << columnBits; column++)
            {
                starts[Lists++] = count;
                for (int i = column; i < vector.Count; i += 1 << columnBits)
                {
                    Add(vector.First + i);
                }
            }
        }

        public readonly void Finish() => starts[Lists] = count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add(int index)
        {
            if (!points[index].IsInfinity)
            {
                entries[count++] = (uint)index;
            }
        }
    }
}
