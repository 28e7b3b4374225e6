using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>For each bucket the points that go into it: the digits of all scalars, sorted by counting.</summary>
/// <remarks>
/// Scalars are divided into blocks, one for each thread. Each block counts its digits by bucket; running totals over buckets and blocks say
/// where each block writes; then the digits are written. Zero digits leave no trace, so a witness of bits costs little. Variable time.
/// </remarks>
internal readonly unsafe struct BucketLists : IDisposable
{
    private const int MaximumBlocks = 8;
    private const int SmallestBlock = 256;

    private readonly NativeBuffer buffer;
    private readonly long secretBytes;

    /// <summary>Sorts the digits of scalars; row k of the points begins at k * <paramref name="rowStride"/>.</summary>
    public BucketLists(Fr* scalars, int count, DigitShape shape, int rowStride, ComputeOptions options)
    {
        // The first halves of all scalars go before the second halves: lists then begin with points and end with images.
        int blocks = Math.Clamp(count / SmallestBlock, 1, Math.Min(options.Threads, MaximumBlocks));
        long capacity = 2L * count * shape.Windows;
        long points = 2L * rowStride * shape.Rows;
        if (Math.Max(capacity, points) >= PointSource<Fp>.Missing)
        {
            throw new ArgumentException("Too many scalars for one sum.", nameof(count));
        }

        long valueBytes = 2L * count * shape.Words * sizeof(ulong);
        buffer = NativeBuffer.Rent(valueBytes + (capacity * sizeof(uint)) + ((shape.Buckets + 1L) * sizeof(int)) + (2L * blocks * shape.Buckets * sizeof(int)));
        secretBytes = valueBytes + (capacity * sizeof(uint));
        ulong* values = (ulong*)buffer.Pointer;
        uint* entries = (uint*)(buffer.Pointer + valueBytes);
        int* starts = (int*)(entries + capacity);
        int* counts = starts + shape.Buckets + 1;
        Entries = entries;
        Starts = starts;
        ParallelWork.ForEach(options, blocks, block =>
        {
            int from = (int)((long)count * block / blocks), to = (int)((long)count * (block + 1) / blocks);
            BucketDigits digits = new(shape, rowStride);
            int* first = counts + ((long)block * shape.Buckets);
            int* second = first + ((long)blocks * shape.Buckets);
            new Span<int>(first, shape.Buckets).Clear();
            new Span<int>(second, shape.Buckets).Clear();
            ulong* value = values + (2L * from * shape.Words);
            digits.Recode(scalars + from, to - from, value);
            for (int i = from; i < to; i++, value += 2 * shape.Words)
            {
                digits.Count(value, first);
                digits.Count(value + shape.Words, second);
            }
        });

        Accumulate(counts, 2 * blocks, shape.Buckets, starts);
        uint firstImage = (uint)(rowStride * shape.Rows);
        ParallelWork.ForEach(options, blocks, block =>
        {
            int from = (int)((long)count * block / blocks), to = (int)((long)count * (block + 1) / blocks);
            BucketDigits digits = new(shape, rowStride);
            int* first = counts + ((long)block * shape.Buckets);
            int* second = first + ((long)blocks * shape.Buckets);
            ulong* value = values + (2L * from * shape.Words);
            for (int i = from; i < to; i++, value += 2 * shape.Words)
            {
                digits.Place(value, (uint)i, first, entries);
                digits.Place(value + shape.Words, firstImage + (uint)i, second, entries);
            }
        });
    }

    /// <summary>Entries for <see cref="PointSource{TField}"/>, bucket after bucket.</summary>
    public uint* Entries { get; }

    /// <summary>Where each bucket's entries begin, and after the last one their number.</summary>
    public int* Starts { get; }

    /// <summary>Erases the digits, which may be a witness, and returns the memory.</summary>
    public void Dispose()
    {
        buffer.Clear(secretBytes);
        buffer.Dispose();
    }

    /// <summary>Turns the counts of each block into the positions where it begins to write, and finds where each bucket starts.</summary>
    private static void Accumulate(int* counts, int blocks, int buckets, int* starts)
    {
        int total = 0;
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            starts[bucket] = total;
            for (int block = 0; block < blocks; block++)
            {
                int* own = counts + ((long)block * buckets) + bucket;
                (*own, total) = (total, total + *own);
            }
        }

        starts[buckets] = total;
    }
}
