using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>Recodes scalars into the signed digits of a <see cref="DigitShape"/>. Variable time.</summary>
internal readonly unsafe struct BucketDigits
{
    private readonly DigitShape shape;
    private readonly int rowStride;
    private readonly Offset offset;

    /// <summary>Digits of this shape, for points whose rows are so far apart.</summary>
    public BucketDigits(DigitShape shape, int rowStride)
    {
        this.shape = shape;
        this.rowStride = rowStride;
        shape.WriteOffset(offset);
    }

    /// <summary>The two halves of each scalar, plus the offset, from which each digit can be read by itself.</summary>
    public void Recode(Fr* scalars, int count, ulong* values)
    {
        const int Batch = 64;
        Fr* canonical = stackalloc Fr[Batch];
        for (int first = 0; first < count; first += Batch)
        {
            int here = Math.Min(Batch, count - first);
            ToCanonical(scalars + first, here, canonical);
            for (int i = 0; i < here; i++)
            {
                ulong* words = (ulong*)(canonical + i);
                ulong* target = values + ((long)(first + i) * 2 * shape.Words);
                ScalarSplit.SplitVarTime(words, out Int128 a, out Int128 b);
                AddOffset(a, target);
                AddOffset(b, target + shape.Words);
            }
        }

        new Span<Fr>(canonical, Batch).Clear();
    }

    /// <summary>Adds the digits of a recoded scalar to the counts of their buckets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ulong* value, int* counts)
    {
        int windows = WindowsInUse(value);
        int half = shape.BucketsInSet;
        int set = 0;
        for (int w = 0; w < windows; w++)
        {
            int digit = Window(value, w) - half;
            if (digit != 0)
            {
                counts[(set * half) + Math.Abs(digit) - 1]++;
            }

            set = set + 1 == shape.Sets ? 0 : set + 1;
        }
    }

    /// <summary>Writes an entry for each digit of a recoded scalar at the position of its bucket, which moves on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Place(ulong* value, uint point, int* positions, uint* entries)
    {
        int windows = WindowsInUse(value);
        int half = shape.BucketsInSet;
        int set = 0;
        for (int w = 0; w < windows; w++)
        {
            int digit = Window(value, w) - half;
            if (digit != 0)
            {
                uint sign = (uint)digit & PointSource<Fp>.Negative;
                entries[positions[(set * half) + Math.Abs(digit) - 1]++] = point | sign;
            }

            if (++set == shape.Sets)
            {
                set = 0;
                point += (uint)rowStride;
            }
        }
    }

    /// <summary>Writes an entry for each digit of a recoded half into a table of all multiples, in which multiple m of window w stands at (m - 1) * windows + w; returns their number.</summary>
    public int Look(ulong* value, uint firstPoint, uint* entries)
    {
        int windows = WindowsInUse(value);
        int half = shape.BucketsInSet;
        int count = 0;
        for (int w = 0; w < windows; w++)
        {
            int digit = Window(value, w) - half;
            if (digit != 0)
            {
                uint sign = (uint)digit & PointSource<Fp>.Negative;
                entries[count++] = (firstPoint + (uint)((Math.Abs(digit) - 1) * shape.Windows) + (uint)w) | sign;
            }
        }

        return count;
    }

    /// <summary>The windows up to the last one that can differ from zero: words that equal the offset hold zeros only.</summary>
    private int WindowsInUse(ulong* value)
    {
        ReadOnlySpan<ulong> zero = offset;
        int words = shape.Words;
        while (words > 0 && value[words - 1] == zero[words - 1])
        {
            words--;
        }

        return Math.Min(shape.Windows, ((64 * words) + shape.WindowBits - 1) / shape.WindowBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Window(ulong* value, int window)
    {
        int bit = window * shape.WindowBits;
        int word = bit >> 6, shift = bit & 63;
        ulong bits = value[word] >> shift;
        if (shift + shape.WindowBits > 64 && word + 1 < shape.Words)
        {
            bits |= value[word + 1] << (64 - shift);
        }

        return (int)bits & ((1 << shape.WindowBits) - 1);
    }

    private void AddOffset(Int128 value, ulong* target)
    {
        ReadOnlySpan<ulong> addend = offset;
        UInt128 low = (UInt128)value;
        UInt128 sum = low + new UInt128(addend[1], addend[0]);
        target[0] = (ulong)sum;
        target[1] = (ulong)(sum >> 64);
        if (shape.Words > 2)
        {
            target[2] = addend[2] + (value < 0 ? ulong.MaxValue : 0) + (sum < low ? 1UL : 0UL);
        }
    }

    /// <summary>The canonical limbs of scalars, in the memory of as many <see cref="Fr"/>.</summary>
    private static void ToCanonical(Fr* scalars, int count, Fr* canonical)
    {
        int done = 0;
        if (FrLanes.IsSupported && count >= 8)
        {
            using NativeBuffer buffer = NativeBuffer.Rent(((2 * FrLanes.GroupLength) + FrLanes.ScratchLength) * sizeof(double));
            double* group = (double*)buffer.Pointer;
            double* factor = group + FrLanes.GroupLength;
            double* scratch = factor + FrLanes.GroupLength;
            FrLanes.SetMontgomeryExit(factor);
            for (; done + 8 <= count; done += 8)
            {
                FrLanes.Load(group, scalars + done);
                FrLanes.Multiply(group, group, factor, scratch);
                FrLanes.Reduce(group, group);
                FrLanes.Store(canonical + done, group);
            }

            buffer.Clear(FrLanes.GroupLength * sizeof(double));
        }

        for (; done < count; done++)
        {
            scalars[done].ToCanonicalLimbs(new Span<ulong>(canonical + done, 4));
        }
    }

    [InlineArray(DigitShape.MaximumWords)]
    private struct Offset
    {
        private ulong first;
    }
}
