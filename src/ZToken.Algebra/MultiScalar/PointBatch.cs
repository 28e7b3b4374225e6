using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ZToken.Algebra;

/// <summary>Many groups of eight affine points, added to one another and doubled in place with one inversion for all.</summary>
/// <remarks>
/// <para>A slot holds eight points: a group of x, a group of y, and a mask of the lanes that hold a point; the others are infinity.</para>
/// <para>
/// Affine addition needs 1 / (x2 - x1). Montgomery's trick shares one inversion among all pairs of a batch: products of all denominators on
/// the way forth, on the way back each one's inverse. An addition then costs 5 products and a square (in G1). Each lane is a chain of
/// its own; only their eight ends are joined for the inversion.
/// </para>
/// <para>
/// Where x1 = x2 in some lane of some pair, its product of denominators is zero. That is noticed at the end of the way forth, which is
/// then taken again with those lanes found out: a doubling, or a sum that is infinity.
/// </para>
/// <para>Variable time.</para>
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TLanes">The arithmetic.</typeparam>
internal readonly unsafe partial struct PointBatch<TField, TLanes> : IDisposable
    where TField : unmanaged, IGroupField<TField>
    where TLanes : struct, ICoordinateLanes<TField>
{
    private readonly NativeBuffer buffer;
    private readonly double* slots;
    private readonly double* products;
    private readonly double* norms;
    private readonly double* scratch;
    private readonly byte* present;
    private readonly byte* doubled;
    private readonly byte* cancelled;

    /// <summary>Room for so many slots, and for so many pairs of slots to be added at once.</summary>
    public PointBatch(int slotCount, int pairCount)
    {
        long slotBytes = (long)slotCount * SlotLength * sizeof(double);
        long productBytes = (long)(pairCount + 1) * TLanes.NormLength * sizeof(double);
        long normBytes = TLanes.NormIsValue ? 0 : productBytes;
        long scratchBytes = (TLanes.ScratchLength + (TemporaryGroups * TLanes.GroupLength)) * sizeof(double);
        buffer = NativeBuffer.Rent(slotBytes + productBytes + normBytes + scratchBytes + slotCount + (2L * pairCount));
        // The scratch memory comes first: it begins a page, and what is stored there is no multiple of 4 KiB away from what is loaded elsewhere.
        scratch = (double*)buffer.Pointer;
        slots = scratch + (scratchBytes / sizeof(double));
        products = slots + (slotBytes / sizeof(double));
        norms = products + (productBytes / sizeof(double));
        present = (byte*)(norms + (normBytes / sizeof(double)));
        doubled = present + slotCount;
        cancelled = doubled + pairCount;
        TLanes.SetUnit(Unit);
    }

    private const int TemporaryGroups = 7;

    private static int SlotLength => 2 * TLanes.GroupLength;

    private double* Unit => scratch + TLanes.ScratchLength;

    /// <summary>Lanes of a slot that hold a point.</summary>
    public uint Present(int slot) => present[slot];

    /// <summary>Returns the memory.</summary>
    public void Dispose() => buffer.Dispose();

    /// <summary>Fills slots from entries, eight for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(in PointSource<TField> source, uint* entries, int slotCount)
    {
        const int SlotsAhead = 4;
        void** pointers = stackalloc void*[8];
        if (source.HasImages)
        {
            // Beta in all lanes, for MapImages.
            TField beta = GroupEndomorphism.Beta<TField>();
            new Span<nint>(pointers, 8).Fill((nint)(&beta));
            _ = TLanes.Load(Temporary(0), pointers, 0);
        }

        for (int slot = 0; slot < slotCount; slot++)
        {
            uint* here = entries + (8 * slot);
            if (slot + SlotsAhead < slotCount)
            {
                Prefetch(source, here + (8 * SlotsAhead));
            }

            uint negative = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                pointers[lane] = source[here[lane]];
                negative |= here[lane] >> 31 << lane;
            }

            double* x = Slot(slot);
            double* y = x + TLanes.GroupLength;
            uint infinite = TLanes.Load(x, pointers, 0);
            infinite &= TLanes.Load(y, pointers, sizeof(TField));
            if (source.HasImages)
            {
                negative ^= MapImages(source, here, x);
            }

            if (negative != 0)
            {
                TLanes.Negate(y, negative);
            }

            present[slot] = (byte)~infinite;
        }
    }

    /// <summary>Writes the eight points of a slot where the pointers say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scatter(int slot, AffinePoint<TField>** targets)
    {
        double* x = Slot(slot);
        TLanes.Store((void**)targets, 0, x);
        TLanes.Store((void**)targets, sizeof(TField), x + TLanes.GroupLength);
        for (uint infinite = ~(uint)present[slot] & 0xFF; infinite != 0; infinite &= infinite - 1)
        {
            *targets[System.Numerics.BitOperations.TrailingZeroCount(infinite)] = default;
        }
    }

    /// <summary>Multiplies the abscissas of images by beta; returns their lanes, whose ordinates change sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint MapImages(in PointSource<TField> source, uint* entries, double* x)
    {
        uint images = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            images |= source.IsImage(entries[lane]) ? 1U << lane : 0;
        }

        if (images != 0)
        {
            TLanes.Multiply(Temporary(1), x, Temporary(0), scratch);
            TLanes.Select(x, Temporary(1), images);
        }

        return images;
    }

    private double* Slot(int slot) => slots + ((long)slot * SlotLength);

    private double* Temporary(int index) => Unit + ((index + 1) * TLanes.GroupLength);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(in PointSource<TField> source, uint* entries)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        for (int lane = 0; lane < 8; lane++)
        {
            byte* point = (byte*)source[entries[lane]];
            for (int line = 0; line < sizeof(AffinePoint<TField>); line += 64)
            {
                Sse.Prefetch0(point + line);
            }

            Sse.Prefetch0(point + sizeof(AffinePoint<TField>) - 1);
        }
    }
}
