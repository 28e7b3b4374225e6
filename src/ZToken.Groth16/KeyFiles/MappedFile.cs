using System.IO.MemoryMappedFiles;

namespace ZToken.Groth16;

/// <summary>A file in memory, to be read. It stays there for as long as this object can be reached, so it cannot be taken away from under a sum.</summary>
#pragma warning disable CA1001 // Not disposable on purpose: the view's handle unmaps the file when nobody can reach it any more, and not before.
internal sealed unsafe class MappedFile
#pragma warning restore CA1001
{
    private readonly MemoryMappedViewAccessor view;

    private MappedFile(MemoryMappedViewAccessor view, long length)
    {
        this.view = view;
        Length = length;
    }

    public byte* Pointer => (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle() + view.PointerOffset;

    public long Length { get; }

    /// <summary>Maps a file that is not empty.</summary>
    public static MappedFile Open(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        long length = stream.Length;
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedFile(file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
    }

    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + length, Length);
        return new ReadOnlySpan<byte>(Pointer + offset, length);
    }
}
