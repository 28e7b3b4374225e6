using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A block of native memory, aligned to 4 KiB and taken from a pool; large blocks ask for huge pages.</summary>
/// <remarks>
/// Fresh memory costs a page fault for each 4 KiB, as much as a tenth of a multi-scalar multiplication: so blocks are kept, up to a bound,
/// by powers of two. The contents are undefined at first; whoever put secrets in clears them.
/// </remarks>
internal readonly unsafe struct NativeBuffer : IDisposable
{
    private const int SmallestBits = 12;
    private const int Classes = 48 - SmallestBits;
    private const long RetainedBytes = 96L << 20;
    private const nuint HugePage = 2 << 20;

    private static readonly ConcurrentBag<nint>[] Pool = CreatePool();
    private static long retained;

    private readonly void* pointer;
    private readonly int sizeClass;

    private NativeBuffer(void* pointer, int sizeClass)
    {
        this.pointer = pointer;
        this.sizeClass = sizeClass;
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer => (byte*)pointer;

    /// <summary>At least so many bytes.</summary>
    public static NativeBuffer Rent(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        int index = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(1, bytes) - 1) - SmallestBits);
        if (Pool[index].TryTake(out nint kept))
        {
            Interlocked.Add(ref retained, -SizeOf(index));
            return new NativeBuffer((void*)kept, index);
        }

        nuint size = (nuint)SizeOf(index);
        void* fresh = NativeMemory.AlignedAlloc(size, size >= HugePage ? HugePage : 4096);
        if (size >= HugePage)
        {
            AskForHugePages(fresh, size);
        }

        return new NativeBuffer(fresh, index);
    }

    /// <summary>Overwrites the first bytes with zeros, for what must not stay in memory.</summary>
    public void Clear(long bytes) => NativeMemory.Clear(pointer, (nuint)Math.Min(bytes, SizeOf(sizeClass)));

    /// <summary>Gives the block back; once only.</summary>
    public void Dispose()
    {
        if (pointer is null)
        {
            return;
        }

        long size = SizeOf(sizeClass);
        if (Interlocked.Add(ref retained, size) <= RetainedBytes)
        {
            Pool[sizeClass].Add((nint)pointer);
            return;
        }

        Interlocked.Add(ref retained, -size);
        NativeMemory.AlignedFree(pointer);
    }

    private static long SizeOf(int sizeClass) => 1L << (sizeClass + SmallestBits);

    private static ConcurrentBag<nint>[] CreatePool()
    {
        ConcurrentBag<nint>[] pool = new ConcurrentBag<nint>[Classes];
        for (int i = 0; i < Classes; i++)
        {
            pool[i] = [];
        }

        return pool;
    }

    private static void AskForHugePages(void* memory, nuint size)
    {
        const int AdviseHugePage = 14;
        if (OperatingSystem.IsLinux())
        {
            // Advice only: where the kernel does not take it, nothing is lost but a few percent.
            _ = Advise(memory, size, AdviseHugePage);
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(void* memory, nuint size, int advice);
}
