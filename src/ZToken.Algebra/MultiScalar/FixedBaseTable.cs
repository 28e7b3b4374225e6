using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Stored multiples of bases that never change, such as a proving key's, for fast multi-scalar multiplication.</summary>
/// <remarks>
/// With all multiples 2^(c k) P at hand every digit of every scalar goes into one set of buckets, and no doublings are left (E. Brickell,
/// D. Gordon, K. McCurley, D. Wilson 1992). The table is an array of affine points in the library's memory layout, which may lie in a
/// mapped file.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
public sealed unsafe class FixedBaseTable<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private readonly AffinePoint<TField>* points;

    // Keeps the memory of a table that was built alive; pinned.
    private readonly AffinePoint<TField>[]? owned;

    /// <summary>A table that lies in memory which the caller keeps there, unchanged, for as long as the table is used.</summary>
    /// <param name="shape">What is stored.</param>
    /// <param name="points">Its <see cref="FixedBaseShape.PointCount"/> points.</param>
    public FixedBaseTable(FixedBaseShape shape, AffinePoint<TField>* points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Shape = shape;
        this.points = points;
    }

    private FixedBaseTable(FixedBaseShape shape, AffinePoint<TField>[] owned)
        : this(shape, (AffinePoint<TField>*)Unsafe.AsPointer(ref owned[0]))
    {
        this.owned = owned;
    }

    /// <summary>What is stored.</summary>
    public FixedBaseShape Shape { get; }

    /// <summary>The stored points, row after row.</summary>
    public AffinePoint<TField>* Points => points;

    /// <summary>Builds a table in memory of its own.</summary>
    /// <exception cref="ArgumentException">The shape is for another number of bases, or for none.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static FixedBaseTable<TField> Build(ReadOnlySpan<AffinePoint<TField>> bases, FixedBaseShape shape, ComputeOptions options)
    {
        if (shape.Bases == 0)
        {
            throw new ArgumentException("The shape is empty.", nameof(shape));
        }

        AffinePoint<TField>[] memory = GC.AllocateUninitializedArray<AffinePoint<TField>>(checked((int)shape.PointCount), pinned: true);
        Write(bases, shape, (AffinePoint<TField>*)Unsafe.AsPointer(ref memory[0]), options);
        return new FixedBaseTable<TField>(shape, memory);
    }

    /// <summary>Writes a table's points, for example into a mapped file.</summary>
    /// <remarks>A base takes the same doublings, a window less than 128, whatever the number of rows: about 60 ns each and thread in G1, 140 in G2, with 512-bit registers.</remarks>
    /// <exception cref="ArgumentException">The shape is for another number of bases.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static void Write(ReadOnlySpan<AffinePoint<TField>> bases, FixedBaseShape shape, AffinePoint<TField>* destination, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(destination);
        if (bases.Length != shape.Bases)
        {
            throw new ArgumentException("The shape is for another number of bases.", nameof(shape));
        }

        bases.CopyTo(new Span<AffinePoint<TField>>(destination, bases.Length));
        _ = LaneChoice.Run(new Rows(shape, destination, options));
    }

    /// <summary>The sum of scalars[i] times base i, for the first bases where there are fewer scalars. Variable time.</summary>
    /// <exception cref="ArgumentException">There are more scalars than bases.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public JacobianPoint<TField> SumVarTime(ReadOnlySpan<Fr> scalars, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (scalars.Length > Shape.Bases)
        {
            throw new ArgumentException("There are more scalars than bases.", nameof(scalars));
        }

        if (scalars.IsEmpty)
        {
            return JacobianPoint<TField>.Infinity;
        }

        if (BlstRouting.ForSums() is { } blst)
        {
            return blst.SumVarTime(new ReadOnlySpan<AffinePoint<TField>>(points, scalars.Length), scalars, options);
        }

        fixed (Fr* first = scalars)
        {
            JacobianPoint<TField> sum = LaneChoice.Run(new StoredBases(this, first, scalars.Length, options));
            GC.KeepAlive(owned);
            return sum;
        }
    }

    private readonly struct StoredBases(FixedBaseTable<TField> table, Fr* scalars, int count, ComputeOptions options) : ILaneWork<TField, JacobianPoint<TField>>
    {
        public JacobianPoint<TField> Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField>
        {
            FixedBaseShape shape = table.Shape;
            return MultiScalar.Sum<TField, TLanes>(table.points, shape.Bases, scalars, count, shape.Digits, options);
        }
    }

    /// <summary>Each block of bases stays in the cache while it is doubled from row to row.</summary>
    private readonly struct Rows(FixedBaseShape shape, AffinePoint<TField>* points, ComputeOptions options) : ILaneWork<TField, bool>
    {
        public bool Run<TLanes>()
            where TLanes : struct, ICoordinateLanes<TField>
        {
            // A few blocks for each thread, in whole slots, and none too large for the cache.
            FixedBaseShape stored = shape;
            AffinePoint<TField>* table = points;
            int length = Math.Clamp(stored.Bases / (4 * options.Threads), 128, 2048) & ~7;
            int blocks = (stored.Bases + length - 1) / length;
            ProgressMeter meter = new(options, blocks);
            ParallelWork.ForEach(options, blocks, block =>
            {
                int from = block * length;
                WriteBlock<TLanes>(stored, table, from, Math.Min(length, stored.Bases - from));
                meter.Add(1);
            });
            return true;
        }

        [SkipLocalsInit]
        private static void WriteBlock<TLanes>(FixedBaseShape shape, AffinePoint<TField>* table, int from, int count)
            where TLanes : struct, ICoordinateLanes<TField>
        {
            int slots = (count + 7) / 8;
            using PointBatch<TField, TLanes> batch = new(slots, slots);
            uint* entries = stackalloc uint[8 * slots];
            for (int i = 0; i < 8 * slots; i++)
            {
                entries[i] = i < count ? (uint)(from + i) : PointSource<TField>.Missing;
            }

            batch.Gather(new PointSource<TField>(table), entries, slots);
            AffinePoint<TField> nowhere;
            AffinePoint<TField>** targets = stackalloc AffinePoint<TField>*[8];
            for (int row = 1; row < shape.Rows; row++)
            {
                for (int i = 0; i < shape.DoublingsBetweenRows; i++)
                {
                    batch.DoubleAll(slots);
                }

                AffinePoint<TField>* target = table + ((long)row * shape.Bases) + from;
                for (int slot = 0; slot < slots; slot++)
                {
                    for (int lane = 0; lane < 8; lane++)
                    {
                        targets[lane] = (8 * slot) + lane < count ? target + (8 * slot) + lane : &nowhere;
                    }

                    batch.Scatter(slot, targets);
                }
            }
        }
    }
}
