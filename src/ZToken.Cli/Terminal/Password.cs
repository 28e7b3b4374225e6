using System.Security.Cryptography;
using System.Text;

namespace ZToken.Cli;

/// <summary>A password as its UTF-8 bytes, overwritten when it is no longer needed.</summary>
internal sealed class Password : IDisposable
{
    private readonly byte[] bytes;

    /// <param name="text">The password.</param>
    public Password(ReadOnlySpan<char> text)
    {
        bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        _ = Encoding.UTF8.GetBytes(text, bytes);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Whether another is the same.</summary>
    public bool IsSameAs(Password other) => CryptographicOperations.FixedTimeEquals(bytes, other.bytes);

    /// <summary>Overwrites the bytes.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
