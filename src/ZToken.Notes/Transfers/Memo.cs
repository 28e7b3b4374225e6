using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZToken.Notes;

/// <summary>Up to 254 bytes from payer to payee, always sent as 256 so that its length tells nothing.</summary>
/// <remarks>Two bytes of length, big-endian, the content, zeros. Bound to its bundle by the signature, but not proven: a payer can write what it likes.</remarks>
public sealed class Memo
{
    /// <summary>Bytes of a memo as it is encrypted.</summary>
    public const int PaddedSize = 256;

    /// <summary>The most bytes of content.</summary>
    public const int MaxLength = PaddedSize - sizeof(ushort);

    private readonly byte[] content;

    private Memo(byte[] content) => this.content = content;

    /// <summary>No memo.</summary>
    public static Memo Empty { get; } = new([]);

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Content => content;

    /// <summary>Takes some bytes.</summary>
    /// <returns>False where there are more than <see cref="MaxLength"/>.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> content, [NotNullWhen(true)] out Memo? memo)
    {
        memo = content.Length <= MaxLength ? new Memo(content.ToArray()) : null;
        return memo is not null;
    }

    /// <summary>Takes a text, as UTF-8.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MaxLength"/> bytes.</exception>
    public static Memo FromText(string text) =>
        TryCreate(Encoding.UTF8.GetBytes(text), out Memo? memo) ? memo : throw new ArgumentException($"A memo has at most {MaxLength} bytes.", nameof(text));

    /// <summary>Reads the padded form.</summary>
    /// <returns>False where the length is wrong, or anything but zeros follows the content.</returns>
    public static bool TryRead(ReadOnlySpan<byte> padded, [NotNullWhen(true)] out Memo? memo)
    {
        memo = null;
        if (padded.Length != PaddedSize)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(padded);
        ReadOnlySpan<byte> rest = padded[sizeof(ushort)..];
        return length <= MaxLength && !rest[length..].ContainsAnyExcept((byte)0) && TryCreate(rest[..length], out memo);
    }

    /// <summary>Writes the padded form.</summary>
    public void WriteTo(Span<byte> destination)
    {
        Span<byte> padded = destination[..PaddedSize];
        padded.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(padded, (ushort)content.Length);
        content.CopyTo(padded[sizeof(ushort)..]);
    }
}
