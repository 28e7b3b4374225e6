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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Adds the digits of recoded halves to the counts of their buckets; halves are so many words apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ulong* values, int halves, int stride, int* counts)
    {
        int bits = shape.WindowBits, sets = shape.Sets, half = shape.BucketsInSet;
        int mask = (2 * half) - 1;
        for (ulong* value = values, end = values + ((long)halves * stride); value != end; value += stride)
        {
            int windows = WindowsInUse(value);
            int* bucket = counts - 1;
            for (int w = 0, bit = 0, set = sets; w < windows; w++, bit += bits)
            {
                int digit = (Read(value, bit) & mask) - half;
                if (digit != 0)
                {
                    bucket[Magnitude(digit)]++;
                }

                bucket += half;
                if (--set == 0)
                {
                    set = sets;
                    bucket = counts - 1;
                }
            }
        }
    }

    /// <summary>Writes an entry for each digit of recoded halves at the position of its bucket, which moves on; the halves belong to points one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Place(ulong* values, int halves, int stride, uint firstPoint, int* positions, uint* entries)
    {
        int bits = shape.WindowBits, sets = shape.Sets, half = shape.BucketsInSet;
        int mask = (2 * half) - 1;
        for (ulong* value = values, end = values + ((long)halves * stride); value != end; value += stride, firstPoint++)
        {
            int windows = WindowsInUse(value);
            int* bucket = positions - 1;
            uint point = firstPoint;
            for (int w = 0, bit = 0, set = sets; w < windows; w++, bit += bits)
            {
                int digit = (Read(value, bit) & mask) - half;
                if (digit != 0)
                {
                    entries[bucket[Magnitude(digit)]++] = point | ((uint)digit & PointSource<Fp>.Negative);
                }

                bucket += half;
                if (--set == 0)
                {
                    set = sets;
                    bucket = positions - 1;
                    point += (uint)rowStride;
                }
            }
        }
    }

    /// <summary>Writes an entry for each digit of a recoded half into a table of all multiples, in which multiple m of window w stands at (m - 1) * windows + w; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Look(ulong* value, uint firstPoint, uint* entries)
    {
        int windows = WindowsInUse(value);
        int half = shape.BucketsInSet;
        int count = 0;
        for (int w = 0; w < windows; w++)
        {
            int digit = (Read(value, w * shape.WindowBits) & ((2 * half) - 1)) - half;
            if (digit != 0)
            {
                uint sign = (uint)digit & PointSource<Fp>.Negative;
                entries[count++] = (firstPoint + (uint)((Magnitude(digit) - 1) * shape.Windows) + (uint)w) | sign;
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

    // Math.Abs branches on the sign, which no processor can predict here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Magnitude(int digit) => (digit ^ (digit >> 31)) - (digit >> 31);

    // The bits from the given one on, and above the window whatever follows: so behind the last half one more word must be readable.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Read(ulong* value, int bit)
    {
        int word = bit >> 6;
        return (int)((value[word] >> bit) | (value[word + 1] << 1 << ~bit));
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
