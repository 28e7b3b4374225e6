using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The memory that a pairing in rows works in: one for each thread, made at its first pairing, about 190 KB.</summary>
internal sealed unsafe class RowWorkspace
{
    [ThreadStatic]
    private static RowWorkspace? current;

    // Keeps the memory in its place; freed with the thread.
    private readonly byte[] memory;

    private RowWorkspace()
    {
        const int lines = G2Prepared.LineCount;
        int length = (3 * RowProducts.Capacity * sizeof(Fp2Row)) + (FpRowKernels.ScratchLength * sizeof(double))
            + (lines * (sizeof(Fp12Row) + (2 * sizeof(LineRow)))) + (8 * sizeof(Fp12Row)) + (16 * 192) + 64;
        memory = GC.AllocateArray<byte>(length, pinned: true);
        byte* next = (byte*)(((nuint)Unsafe.AsPointer(ref memory[0]) + 63) & ~(nuint)63);

        double* scratch = (double*)Take(ref next, FpRowKernels.ScratchLength * sizeof(double));
        Fp2Row* left = (Fp2Row*)Take(ref next, RowProducts.Capacity * sizeof(Fp2Row));
        Fp2Row* right = (Fp2Row*)Take(ref next, RowProducts.Capacity * sizeof(Fp2Row));
        Products = new RowProducts(left, right, (Fp2Row*)Take(ref next, RowProducts.Capacity * sizeof(Fp2Row)), scratch);
        Values = (Fp12Row*)Take(ref next, 8 * sizeof(Fp12Row));
        Steps = (Fp12Row*)Take(ref next, lines * sizeof(Fp12Row));
        FirstLines = (LineRow*)Take(ref next, lines * sizeof(LineRow));
        SecondLines = (LineRow*)Take(ref next, lines * sizeof(LineRow));
    }

    /// <summary>This thread's memory.</summary>
    public static RowWorkspace Current => current ??= new RowWorkspace();

    /// <summary>Where products run.</summary>
    public RowProducts Products { get; }

    /// <summary>Eight values of Fp12.</summary>
    public Fp12Row* Values { get; }

    /// <summary>The product of all lines of each step of Miller's loop.</summary>
    public Fp12Row* Steps { get; }

    /// <summary>The lines of one point.</summary>
    public LineRow* FirstLines { get; }

    /// <summary>The lines of another point.</summary>
    public LineRow* SecondLines { get; }

    // A gap after each region keeps stores in one from looking like loads from another that lies a multiple of 4 KiB away.
    private static void* Take(ref byte* next, int length)
    {
        void* start = next;
        next += ((length + 63) & ~63) + 192;
        return start;
    }
}
