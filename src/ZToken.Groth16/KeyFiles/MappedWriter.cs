using System.IO.MemoryMappedFiles;

namespace ZToken.Groth16;

/// <summary>A new file of a known size, written through memory and flushed to the disk.</summary>
internal sealed unsafe class MappedWriter : IDisposable
{
    private readonly FileStream stream;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor accessor;

    public MappedWriter(string path, long length)
    {
        stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        stream.SetLength(length);
        file = MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        accessor = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite);
        byte* pointer = null;
        accessor.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        Pointer = pointer + accessor.PointerOffset;
    }

    public byte* Pointer { get; }

    /// <summary>Returns when all is on the disk.</summary>
    public void Flush()
    {
        accessor.Flush();
        stream.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        accessor.SafeMemoryMappedViewHandle.ReleasePointer();
        accessor.Dispose();
        file.Dispose();
        stream.Dispose();
    }
}
