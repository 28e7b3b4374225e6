namespace ZToken.Algebra;

/// <summary>A <see cref="NativeBuffer"/> that holds a witness or what follows from it: overwritten before it goes back to the pool.</summary>
/// <param name="bytes">So many bytes.</param>
internal readonly unsafe struct SecretBuffer(long bytes) : IDisposable
{
    private readonly NativeBuffer buffer = NativeBuffer.Rent(bytes);
    private readonly long length = bytes;

    /// <summary>The first byte.</summary>
    public byte* Pointer => buffer.Pointer;

    /// <summary>Overwrites the block and gives it back.</summary>
    public void Dispose()
    {
        buffer.Clear(length);
        buffer.Dispose();
    }
}
