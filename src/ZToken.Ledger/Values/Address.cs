using System.Buffers.Binary;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>The 20 bytes that name an account; <c>default</c> is the zero address, which is valid.</summary>
public readonly record struct Address
{
    /// <summary>Bytes of an address.</summary>
    public const int SizeInBytes = 20;

    private const int TextLength = 2 + (2 * SizeInBytes);

    private readonly ulong high;
    private readonly ulong middle;
    private readonly uint low;

    private Address(ReadOnlySpan<byte> bytes)
    {
        high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        middle = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        low = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>20 zero bytes.</summary>
    public static Address Zero => default;

    /// <summary>Whether this is the zero address.</summary>
    public bool IsZero => (high | middle | low) == 0;

    /// <summary>Reads 20 bytes.</summary>
    /// <returns>False where there are more or fewer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Address address)
    {
        bool fits = bytes.Length == SizeInBytes;
        address = fits ? new Address(bytes) : default;
        return fits;
    }

    /// <summary>The address in the low 20 bytes of a word; the others are ignored, as the EVM does.</summary>
    public static Address FromWord(in Word word)
    {
        Span<byte> bytes = stackalloc byte[Word.SizeInBytes];
        word.WriteBigEndian(bytes);
        return new Address(bytes[12..]);
    }

    /// <summary>The account of a key: the low 20 bytes of the hash of the point's 64 bytes.</summary>
    public static Address Of(Secp256k1PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> point = stackalloc byte[Secp256k1PublicKey.UncompressedSizeInBytes];
        key.WriteUncompressed(point);
        return FromWord(Hash256.Of(point[1..]).ToWord());
    }

    /// <summary>The account that a contract gets from CREATE or from a transaction: the hash of rlp([sender, nonce]).</summary>
    public static Address OfContract(in Address sender, ulong nonce)
    {
        RlpWriter writer = new(32);
        int list = writer.BeginList();
        writer.Write(sender);
        writer.Write(nonce);
        writer.EndList(list);
        return FromWord(Hash256.Of(writer.WrittenSpan).ToWord());
    }

    /// <summary>The account that a contract gets from CREATE2 (EIP-1014): the hash of 0xff, sender, salt and the init code's hash.</summary>
    public static Address OfContract(in Address sender, in Word salt, in Hash256 initCodeHash)
    {
        Span<byte> bytes = stackalloc byte[1 + SizeInBytes + Word.SizeInBytes + Hash256.SizeInBytes];
        bytes[0] = 0xff;
        sender.WriteTo(bytes[1..]);
        salt.WriteBigEndian(bytes[21..]);
        initCodeHash.WriteTo(bytes[53..]);
        return FromWord(Hash256.Of(bytes).ToWord());
    }

    /// <summary>Reads 0x and 40 digits: all of one case, or with the right checksum (EIP-55).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Address address)
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        address = default;
        if (!Hex.TryReadPrefixed(text, bytes))
        {
            return false;
        }

        Address read = new(bytes);
        ReadOnlySpan<char> digits = text[2..];
        bool oneCase = digits.IndexOfAnyInRange('a', 'f') < 0 || digits.IndexOfAnyInRange('A', 'F') < 0;
        if (!oneCase && !text.SequenceEqual(read.ToString()))
        {
            return false;
        }

        address = read;
        return true;
    }

    /// <summary>The address as a number, for the EVM's stack.</summary>
    public Word ToWord() => new(0, high >> 32, (high << 32) | (middle >> 32), (middle << 32) | low);

    /// <summary>Writes the 20 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], low);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], middle);
        BinaryPrimitives.WriteUInt64BigEndian(destination, high);
    }

    /// <summary>The 20 bytes in a new array.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[SizeInBytes];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>0x and 40 digits, those letters in upper case where the hash of the text has a high nibble (EIP-55).</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[TextLength];
        Span<byte> ascii = stackalloc byte[TextLength];
        Span<byte> digest = stackalloc byte[Keccak256.SizeInBytes];
        Hex.ToPrefixed(ToBytes()).CopyTo(text);
        System.Text.Encoding.ASCII.GetBytes(text, ascii);
        Keccak256.HashData(ascii[2..], digest);
        for (int i = 2; i < TextLength; i++)
        {
            int nibble = i % 2 == 0 ? digest[(i - 2) / 2] >> 4 : digest[(i - 2) / 2] & 15;
            text[i] = nibble >= 8 ? char.ToUpperInvariant(text[i]) : text[i];
        }

        return new string(text);
    }
}
