using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>For each bucket two lists of the points that go into it, by the digits of first and of second halves of scalars, sorted by counting.</summary>
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
        int blocks = Math.Clamp(count / SmallestBlock, 1, Math.Min(options.Threads, MaximumBlocks));
        long capacity = 2L * count * shape.Windows;
        if (Math.Max(capacity, (long)rowStride * shape.Rows) >= PointSource<Fp>.Missing)
        {
            throw new ArgumentException("Too many scalars for one sum.", nameof(count));
        }

        long valueBytes = ((2L * count * shape.Words) + 1) * sizeof(ulong);
        secretBytes = valueBytes + (capacity * sizeof(uint));
        buffer = NativeBuffer.Rent(secretBytes + ((2L * shape.Buckets) + 1 + (2L * blocks * shape.Buckets)) * sizeof(int));
        ulong* values = (ulong*)buffer.Pointer;
        uint* entries = (uint*)(buffer.Pointer + valueBytes);
        int* starts = (int*)(entries + capacity);
        int* counts = starts + (2 * shape.Buckets) + 1;
        Entries = entries;
        Starts = starts;
        BucketDigits digits = new(shape, rowStride);
        ParallelWork.ForEach(options, blocks, block =>
        {
            (int from, int to) = Range(block, blocks, count);
            int* first = counts + ((long)block * shape.Buckets);
            int* second = first + ((long)blocks * shape.Buckets);
            new Span<int>(first, shape.Buckets).Clear();
            new Span<int>(second, shape.Buckets).Clear();
            ulong* halves = values + (2L * from * shape.Words);
            digits.Recode(scalars + from, to - from, halves);
            digits.Count(halves, to - from, 2 * shape.Words, first);
            digits.Count(halves + shape.Words, to - from, 2 * shape.Words, second);
        });

        Accumulate(counts, blocks, shape.Buckets, starts);
        ParallelWork.ForEach(options, blocks, block =>
        {
            (int from, int to) = Range(block, blocks, count);
            int* first = counts + ((long)block * shape.Buckets);
            int* second = first + ((long)blocks * shape.Buckets);
            ulong* halves = values + (2L * from * shape.Words);
            digits.Place(halves, to - from, 2 * shape.Words, (uint)from, first, entries);
            digits.Place(halves + shape.Words, to - from, 2 * shape.Words, (uint)from, second, entries);
        });
    }

    /// <summary>Entries for <see cref="PointSource{TField}"/>, list after list.</summary>
    public uint* Entries { get; }

    /// <summary>Where each list begins, two for each bucket, and after the last one the number of entries.</summary>
    public int* Starts { get; }

    /// <summary>Erases the digits, which may be a witness, and returns the memory.</summary>
    public void Dispose()
    {
        buffer.Clear(secretBytes);
        buffer.Dispose();
    }

    private static (int From, int To) Range(int block, int blocks, int count) =>
        ((int)((long)count * block / blocks), (int)((long)count * (block + 1) / blocks));

    /// <summary>Turns the counts of each block and half into the positions where it begins to write, and finds where each list starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(int* counts, int blocks, int buckets, int* starts)
    {
        int total = 0;
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            for (int block = 0; block < 2 * blocks; block++)
            {
                if (block % blocks == 0)
                {
                    starts[(2 * bucket) + (block / blocks)] = total;
                }

                int* own = counts + ((long)block * buckets) + bucket;
                (*own, total) = (total, total + *own);
            }
        }

        starts[2 * buckets] = total;
    }
}
