namespace ZToken.Algebra;

/// <summary>Many multiples of one point, such as the generator in the setup of a proof system.</summary>
/// <remarks>
/// All multiples m 2^(c w) P with m up to 2^(c-1) are stored; a multiple of P is then the sum of one of them for each digit of the scalar,
/// and many such sums are made at once. The window width is chosen for the expected number of scalars.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
public sealed unsafe class FixedBaseMultiples<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private const int Block = 1 << 14;

    private readonly AffinePoint<TField>[] table;
    private readonly DigitShape shape;

    /// <summary>Prepares for about so many multiples of a point in the prime-order subgroup.</summary>
    public FixedBaseMultiples(in AffinePoint<TField> basePoint, int expectedCount, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedCount);
        shape = ChooseShape(expectedCount);
        table = GC.AllocateUninitializedArray<AffinePoint<TField>>(shape.Windows * shape.BucketsInSet, pinned: true);
        WritePowers(basePoint);
        fixed (AffinePoint<TField>* first = table)
        {
            _ = LaneChoice.Run(new Table(first, shape, options));
        }
    }

    /// <summary>One multiple of the point, by as many additions as a scalar has digits. Variable time.</summary>
    /// <remarks>Prepared for 256 multiples, that is 32 additions: about 30 us in G1, where a multiple of any point takes six times as long.</remarks>
    public JacobianPoint<TField> MultiplyVarTime(in Fr scalar)
    {
        Fr copy = scalar;
        ulong* value = stackalloc ulong[(2 * DigitShape.MaximumWords) + 1];
        uint* entries = stackalloc uint[shape.Windows];
        BucketDigits digits = new(shape, 0);
        digits.Recode(&copy, 1, value);
        JacobianPoint<TField> first = SumEntries(entries, digits.Look(value, 0, entries));
        JacobianPoint<TField> second = SumEntries(entries, digits.Look(value + shape.Words, 0, entries));
        return first + new JacobianPoint<TField>(second.X * GroupEndomorphism.Beta<TField>(), -second.Y, second.Z);
    }

    /// <summary>results[i] becomes scalars[i] times the point. Variable time.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public void MultiplyVarTime(ReadOnlySpan<Fr> scalars, Span<AffinePoint<TField>> results, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (scalars.Length != results.Length)
        {
            throw new ArgumentException("There must be as many results as scalars.", nameof(results));
        }

        int length = scalars.Length;
        ComputeOptions silent = options with { Progress = null };
        for (int from = 0; from < length; from += Block)
        {
            int count = Math.Min(Block, length - from);
            fixed (AffinePoint<TField>* points = table)
            {
                fixed (Fr* first = scalars[from..])
                {
                    fixed (AffinePoint<TField>* target = results[from..])
                    {
                        _ = LaneChoice.Run(new Multiples(points, (uint)table.Length, shape, first, count, target, silent));
                    }
                }
            }

            options.Progress?.Report((double)(from + count) / length);
        }
    }

    private JacobianPoint<TField> SumEntries(uint* entries, int count)
    {
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int i = 0; i < count; i++)
        {
            AffinePoint<TField> point = table[(int)(entries[i] & ~PointSource<TField>.Negative)];
            sum += (entries[i] & PointSource<TField>.Negative) != 0 ? -point : point;
        }

        return sum;
    }

    private static DigitShape ChooseShape(int count)
    {
        DigitShape best = default;
        double least = double.MaxValue;
        for (int c = 3; c <= 14; c++)
        {
            DigitShape candidate = new(c, int.MaxValue);
            double cost = candidate.Windows * ((2.0 * count) + candidate.BucketsInSet);
            if (cost < least)
            {
                (best, least) = (candidate, cost);
            }
        }

        return best;
    }

    /// <summary>The first multiples: 2^(c w) P for each window w.</summary>
    private void WritePowers(in AffinePoint<TField> basePoint)
    {
        JacobianPoint<TField>[] powers = new JacobianPoint<TField>[shape.Windows];
        powers[0] = new JacobianPoint<TField>(basePoint);
        for (int w = 1; w < powers.Length; w++)
        {
            powers[w] = powers[w - 1];
            for (int i = 0; i < shape.WindowBits; i++)
            {
                powers[w] = powers[w].Double();
            }
        }

        JacobianPoint<TField>.BatchNormalizeVarTime(powers, table.AsSpan(0, powers.Length));
    }

    /// <summary>From the multiples up to m those up to 2 m, by adding the last of them.</summary>
    private readonly struct Table(AffinePoint<TField>* points, DigitShape shape, ComputeOptions options) : ILaneWork<TField, bool>
    {
        public bool Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField>
        {
            int windows = shape.Windows;
            int largest = windows * shape.BucketsInSet / 2;
            using NativeBuffer buffer = NativeBuffer.Rent(((2L * largest) + largest + 1) * sizeof(uint));
            uint* entries = (uint*)buffer.Pointer;
            int* starts = (int*)(entries + (2 * largest));
            ComputeOptions silent = options with { Progress = null };
            for (int m = 1; m < shape.BucketsInSet; m *= 2)
            {
                int count = m * windows;
                for (int i = 0; i < count; i++)
                {
                    starts[i] = 2 * i;
                    entries[2 * i] = (uint)i;
                    entries[(2 * i) + 1] = (uint)(((m - 1) * windows) + (i % windows));
                }

                starts[count] = 2 * count;
                PointSums<TField, TLanes>.Sum(new PointSource<TField>(points), entries, starts, count, points + count, silent);
            }

            return true;
        }
    }

    private readonly struct Multiples(AffinePoint<TField>* points, uint pointCount, DigitShape shape, Fr* scalars, int count, AffinePoint<TField>* results, ComputeOptions options)
        : ILaneWork<TField, bool>
    {
        public bool Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField>
        {
            long valueWords = (2L * count * shape.Words) + 1;
            long capacity = 2L * count * shape.Windows;
            long bytes = (valueWords * sizeof(ulong)) + (capacity * sizeof(uint)) + ((count + 1L) * sizeof(int));
            using NativeBuffer buffer = NativeBuffer.Rent(bytes);
            ulong* values = (ulong*)buffer.Pointer;
            uint* entries = (uint*)(values + valueWords);
            int* starts = (int*)(entries + capacity);
            BucketDigits digits = new(shape, 0);
            digits.Recode(scalars, count, values);
            int entry = 0;
            for (int i = 0; i < count; i++, values += 2 * shape.Words)
            {
                starts[i] = entry;
                entry += digits.Look(values, 0, entries + entry);
                entry += digits.Look(values + shape.Words, pointCount, entries + entry);
            }

            starts[count] = entry;
            PointSums<TField, TLanes>.Sum(new PointSource<TField>(points, pointCount), entries, starts, count, results, options);
            buffer.Clear(bytes);
            return true;
        }
    }
}
