using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>Memory for groups of lanes: outside the managed heap, aligned to the widest register and to a line of the cache.</summary>
internal static unsafe class LaneMemory
{
    private const int Alignment = 64;

    /// <summary>Room for that many doubles, undefined.</summary>
    public static double* Allocate(nint doubles) => (double*)NativeMemory.AlignedAlloc(checked((nuint)doubles * sizeof(double)), Alignment);

    /// <summary>Gives memory back.</summary>
    public static void Free(double* memory) => NativeMemory.AlignedFree(memory);

    /// <summary>The next aligned address: for memory on the stack that has room for seven doubles more.</summary>
    public static double* Align(double* memory) => (double*)(((nint)memory + Alignment - 1) & ~(Alignment - 1));
}
