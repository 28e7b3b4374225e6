using System.Diagnostics.CodeAnalysis;

namespace ZToken.Groth16;

/// <summary>Reads files that are already in memory.</summary>
internal static class Bytes
{
    public static bool TryRead<T>(ReadOnlyMemory<byte> bytes, Func<Stream, T> read, [NotNullWhen(true)] out T? value)
        where T : class
    {
        // A copy: a stream over foreign memory may not hand its buffer out, and files of this size are short.
        using MemoryStream stream = new(bytes.ToArray(), writable: false);
        try
        {
            value = read(stream);
            return true;
        }
        catch (MalformedFileException)
        {
            value = null;
            return false;
        }
    }
}
