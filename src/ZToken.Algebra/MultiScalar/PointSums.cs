using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Sums many lists of points at once: the workhorse under every multi-scalar multiplication.</summary>
/// <remarks>
/// <para>
/// Lists of about the same length go side by side in the lanes of groups of eight, position by position; then neighbouring positions are
/// added to one another, as in a tournament, all pairs of all groups of a chunk in one batch (<see cref="PointBatch{TField, TLanes}"/>).
/// Points are gathered at random only once, at the leaves; all else runs through memory in order.
/// </para>
/// <para>A long list is cut into pieces, whose sums are summed again. Variable time.</para>
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TLanes">The arithmetic.</typeparam>
internal static unsafe class PointSums<TField, TLanes>
    where TField : unmanaged, IGroupField<TField>
    where TLanes : struct, ICoordinateLanes<TField>
{
    private const int PieceLength = 256;

    // Entries of a chunk: enough to make its inversions cheap, few enough for the cache.
    private static int ChunkLength => 512 * 16384 / TLanes.GroupLength / 8;

    /// <summary>sums[i] becomes the sum of the points of entries starts[i] to starts[i + 1].</summary>
    public static void Sum(PointSource<TField> source, uint* entries, int* starts, int lists, AffinePoint<TField>* sums, ComputeOptions options)
    {
        int total = starts[lists] - starts[0];
        int chunkLength = Math.Clamp(total / (4 * options.Threads), ChunkLength / 8, ChunkLength);
        int chunks = (total / chunkLength) + 1;
        ProgressMeter meter = new(options, chunks);
        ParallelWork.ForEach(options, chunks, chunk =>
        {
            int from = FirstListAt(starts, lists, starts[0] + ((long)total * chunk / chunks));
            int to = chunk == chunks - 1 ? lists : FirstListAt(starts, lists, starts[0] + ((long)total * (chunk + 1) / chunks));
            SumChunk(source, entries, starts, from, to, sums);
            meter.Add(1);
        });
        SumLongLists(source, entries, starts, lists, sums, options with { Progress = null });
    }

    /// <summary>Cuts each list that is too long for a chunk into pieces, and sums their sums.</summary>
    private static void SumLongLists(PointSource<TField> source, uint* entries, int* starts, int lists, AffinePoint<TField>* sums, ComputeOptions options)
    {
        List<int> longLists = [];
        int total = 0;
        int pieces = 0;
        for (int i = 0; i < lists; i++)
        {
            int length = starts[i + 1] - starts[i];
            if (length > PieceLength)
            {
                longLists.Add(i);
                total += length;
                pieces += (length + PieceLength - 1) / PieceLength;
            }
        }

        if (longLists.Count == 0)
        {
            return;
        }

        using NativeBuffer buffer = NativeBuffer.Rent(((long)(pieces + longLists.Count) * sizeof(AffinePoint<TField>)) + ((total + (2L * pieces) + longLists.Count + 2) * sizeof(int)));
        AffinePoint<TField>* pieceSums = (AffinePoint<TField>*)buffer.Pointer;
        AffinePoint<TField>* longSums = pieceSums + pieces;
        uint* copied = (uint*)(longSums + longLists.Count);
        uint* identity = copied + total;
        int* pieceStarts = (int*)(identity + pieces);
        int* firstPieces = pieceStarts + pieces + 1;
        int position = 0;
        int piece = 0;
        for (int i = 0; i < longLists.Count; i++)
        {
            firstPieces[i] = piece;
            int start = starts[longLists[i]];
            int length = starts[longLists[i] + 1] - start;
            new Span<uint>(entries + start, length).CopyTo(new Span<uint>(copied + position, length));
            for (int done = 0; done < length; done += PieceLength)
            {
                identity[piece] = (uint)piece;
                pieceStarts[piece++] = position + done;
            }

            position += length;
        }

        firstPieces[longLists.Count] = piece;
        pieceStarts[piece] = position;
        Sum(source, copied, pieceStarts, pieces, pieceSums, options);
        Sum(new PointSource<TField>(pieceSums), identity, firstPieces, longLists.Count, longSums, options);
        for (int i = 0; i < longLists.Count; i++)
        {
            sums[longLists[i]] = longSums[i];
        }

        // Which points had a witness's commonest digits is nobody's business.
        new Span<uint>(copied, total).Clear();
    }

    /// <summary>The first list that starts at or after a position.</summary>
    private static int FirstListAt(int* starts, int lists, long position)
    {
        int low = 0, high = lists;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (starts[middle] < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumChunk(in PointSource<TField> source, uint* entries, int* starts, int from, int to, AffinePoint<TField>* sums)
    {
        // Lists of no or one point need no addition, long ones are dealt with elsewhere; the others are ordered by length, the longest first.
        int* first = stackalloc int[PieceLength + 1];
        new Span<int>(first, PieceLength + 1).Clear();
        for (int i = from; i < to; i++)
        {
            int length = starts[i + 1] - starts[i];
            if (length < 2)
            {
                sums[i] = length == 0 ? default : Single(source, entries[starts[i]]);
            }
            else if (length <= PieceLength)
            {
                first[length]++;
            }
        }

        int lists = 0;
        int slots = 0;
        for (int length = PieceLength; length >= 2; length--)
        {
            int count = first[length];
            first[length] = lists;
            // Each group of eight takes as many slots as its first list is long.
            slots += length * (((lists + count + 7) / 8) - ((lists + 7) / 8));
            lists += count;
        }

        if (lists == 0)
        {
            return;
        }

        int groups = (lists + 7) / 8;
        using NativeBuffer buffer = NativeBuffer.Rent(sizeof(int) * ((8L * groups) + (8L * slots) + groups + 1 + slots));
        int* ordered = (int*)buffer.Pointer;
        uint* gathered = (uint*)(ordered + (8 * groups));
        int* groupStarts = (int*)(gathered + (8 * slots));
        int* pairs = groupStarts + groups + 1;
        for (int i = from; i < to; i++)
        {
            int length = starts[i + 1] - starts[i];
            if (length is >= 2 and <= PieceLength)
            {
                ordered[first[length]++] = i;
            }
        }

        Arrange(entries, starts, ordered, lists, gathered, groupStarts);
        using PointBatch<TField, TLanes> batch = new(slots, slots / 2);
        batch.Gather(source, gathered, slots);
        new Span<uint>(gathered, 8 * slots).Clear();
        AddRounds(batch, groupStarts, groups, pairs, slots / 2);
        Scatter(batch, groupStarts, ordered, lists, sums);
    }

    private static AffinePoint<TField> Single(in PointSource<TField> source, uint entry)
    {
        AffinePoint<TField> point = *source[entry];
        bool negative = (entry & PointSource<TField>.Negative) != 0;
        if (source.HasImages && source.IsImage(entry))
        {
            point = new AffinePoint<TField>(point.X * GroupEndomorphism.Beta<TField>(), point.Y);
            negative = !negative;
        }

        return negative ? -point : point;
    }

    /// <summary>Lays the lists of each group side by side: position k of its eight lists in the group's slot k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Arrange(uint* entries, int* starts, int* ordered, int lists, uint* gathered, int* groupStarts)
    {
        int slot = 0;
        int group = 0;
        for (int list = 0; list < lists; list += 8)
        {
            groupStarts[group++] = slot;
            int longest = starts[ordered[list] + 1] - starts[ordered[list]];
            for (int lane = 0; lane < 8; lane++)
            {
                uint* target = gathered + (8 * slot) + lane;
                int start = list + lane < lists ? starts[ordered[list + lane]] : 0;
                int length = list + lane < lists ? starts[ordered[list + lane] + 1] - start : 0;
                for (int k = 0; k < length; k++)
                {
                    target[8 * k] = entries[start + k];
                }

                for (int k = length; k < longest; k++)
                {
                    target[8 * k] = PointSource<TField>.Missing;
                }
            }

            slot += longest;
        }

        groupStarts[group] = slot;
    }

    /// <summary>Adds neighbours at distance 1, then 2, 4, .. until each group has its sum in its first slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRounds(in PointBatch<TField, TLanes> batch, int* groupStarts, int groups, int* pairs, int pairCapacity)
    {
        int* second = pairs + pairCapacity;
        for (int distance = 1; ; distance *= 2)
        {
            int count = 0;
            // Groups are ordered by length: the first that is too short ends the round.
            for (int group = 0; group < groups && groupStarts[group + 1] - groupStarts[group] > distance; group++)
            {
                for (int slot = groupStarts[group]; slot + distance < groupStarts[group + 1]; slot += 2 * distance)
                {
                    pairs[count] = slot;
                    second[count++] = slot + distance;
                }
            }

            if (count == 0)
            {
                return;
            }

            batch.AddPairs(pairs, second, count);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(in PointBatch<TField, TLanes> batch, int* groupStarts, int* ordered, int lists, AffinePoint<TField>* sums)
    {
        AffinePoint<TField> nowhere;
        AffinePoint<TField>** targets = stackalloc AffinePoint<TField>*[8];
        for (int list = 0; list < lists; list += 8)
        {
            for (int lane = 0; lane < 8; lane++)
            {
                targets[lane] = list + lane < lists ? sums + ordered[list + lane] : &nowhere;
            }

            batch.Scatter(groupStarts[list / 8], targets);
        }
    }
}
