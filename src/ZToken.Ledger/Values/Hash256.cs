using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>A digest of Keccak-256, or whatever else is named by 32 bytes: blocks, transactions, tries, code.</summary>
public readonly record struct Hash256
{
    /// <summary>Bytes of a hash.</summary>
    public const int SizeInBytes = 32;

    private readonly Word value;

    private Hash256(in Word value) => this.value = value;

    /// <summary>32 zero bytes.</summary>
    public static Hash256 Zero => default;

    /// <summary>The digest of nothing: the code hash of an account without code.</summary>
    public static Hash256 OfNothing { get; } = Of([]);

    /// <summary>The hash as a number, for the EVM's stack.</summary>
    public Word ToWord() => value;

    /// <summary>The hash whose bytes are those of a word, big-endian.</summary>
    public static Hash256 FromWord(in Word word) => new(word);

    /// <summary>The Keccak-256 digest of some bytes.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SizeInBytes];
        Keccak256.HashData(bytes, digest);
        return new Hash256(Word.ReadBigEndian(digest));
    }

    /// <summary>Reads 32 bytes.</summary>
    /// <returns>False where there are more or fewer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Hash256 hash)
    {
        bool fits = bytes.Length == SizeInBytes;
        hash = fits ? new Hash256(Word.ReadBigEndian(bytes)) : default;
        return fits;
    }

    /// <summary>Reads 0x and 64 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        hash = default;
        return Hex.TryReadPrefixed(text, bytes) && TryRead(bytes, out hash);
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public void WriteTo(Span<byte> destination) => value.WriteBigEndian(destination);

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToBytes() => value.ToBytes();

    /// <summary>0x and 64 hexadecimal digits.</summary>
    public override string ToString() => Hex.ToPrefixed(ToBytes());
}
