namespace ZToken.Evm;

/// <summary>The memory of a frame: bytes that are zero until written, as many as have been paid for.</summary>
/// <remarks>The buffer outlives the frame and serves the next one at the same depth.</remarks>
internal sealed class FrameMemory
{
    /// <summary>Bytes that no frame can pay for: 2^26 words cost 8.8 * 10^12 gas, and more would not fit into an array.</summary>
    public const ulong Unpayable = 1UL << 31;

    private const int FirstCapacity = 4096;

    // A larger buffer is not kept for the next frame.
    private const int LargestKept = 1 << 20;

    private byte[] buffer = [];

    /// <summary>Bytes in use, a multiple of 32: what MSIZE gives.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes at a place that has been paid for.</summary>
    public Span<byte> Bytes(int start, int length) => buffer.AsSpan(start, length);

    /// <summary>The same as a view that calls can be given.</summary>
    public ReadOnlyMemory<byte> View(int start, int length) => buffer.AsMemory(start, length);

    /// <summary>What memory of some words costs in all: 3 w + w^2 / 512.</summary>
    public static long CostOf(long words, GasSchedule gas) => (words * gas.MemoryWord) + (words * words / 512);

    /// <summary>Takes more bytes into use, all zero.</summary>
    public void GrowTo(int length)
    {
        if (buffer.Length < length)
        {
            int capacity = (int)Math.Min(Math.Max(Math.Max(FirstCapacity, 2L * buffer.Length), length), Array.MaxLength);
            Array.Resize(ref buffer, capacity);
        }

        buffer.AsSpan(Length, length - Length).Clear();
        Length = length;
    }

    /// <summary>Makes it empty for another frame.</summary>
    public void Reset()
    {
        Length = 0;
        if (buffer.Length > LargestKept)
        {
            buffer = [];
        }
    }
}
