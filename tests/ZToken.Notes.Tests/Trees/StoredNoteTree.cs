using System.Buffers;
using ZToken.Algebra;

namespace ZToken.Notes.Tests;

/// <summary>The encoding of a small note tree, written by hand, so that a test can write what no tree would: no group is complete in it at its last checkpoint.</summary>
internal sealed record StoredNoteTree
{
    public const int Depth = 3;

    public byte Format { get; init; } = 1;

    public uint Kept { get; init; } = 3;

    public (ulong Height, ulong Count, uint[] Dropped)[] Checkpoints { get; init; } = [(1, 1, [0]), (2, 3, [1])];

    /// <summary>Where there is no checkpoint.</summary>
    public ulong StartCount { get; init; }

    public int Leaves { get; init; } = 2;

    public uint[] Marked { get; init; } = [2, 4];

    public byte[] Encode()
    {
        ArrayBufferWriter<byte> writer = new();
        writer.Write<byte>([Format, Depth]);
        TreeBytes.Write(writer, Kept);
        TreeBytes.Write(writer, (uint)Checkpoints.Length);
        if (Checkpoints.Length == 0)
        {
            WriteFrontier(writer, StartCount);
        }

        foreach ((ulong height, ulong count, uint[] dropped) in Checkpoints)
        {
            TreeBytes.Write(writer, height);
            WriteFrontier(writer, count);
            TreeBytes.WritePositions(writer, dropped);
        }

        TreeBytes.Write(writer, (uint)Leaves);
        TreeBytes.Write(writer, new Fr[Leaves]);
        TreeBytes.WritePositions(writer, Marked);
        Span<byte> digest = stackalloc byte[32];
        NoteTree.WriteDigest(writer.WrittenSpan, digest);
        writer.Write<byte>(digest);
        return writer.WrittenSpan.ToArray();
    }

    private static void WriteFrontier(IBufferWriter<byte> writer, ulong count)
    {
        TreeBytes.Write(writer, count);
        TreeBytes.Write(writer, new Fr[Enumerable.Range(0, Depth + 1).Sum(level => (int)(count >> (2 * level)) & 3)]);
    }
}
