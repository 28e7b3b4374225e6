using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ZToken.Ledger;

/// <content>Bytes and text.</content>
public readonly partial struct Word
{
    private const int LongestQuantity = 2 + (2 * SizeInBytes);

    /// <summary>Reads the 32 bytes of a word, big-endian.</summary>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    public static Word ReadBigEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeInBytes)
        {
            throw new ArgumentException("A word has 32 bytes.", nameof(bytes));
        }

        return new Word(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    /// <summary>Reads up to 32 bytes as a number, big-endian; leading zeros are as good as none.</summary>
    /// <exception cref="ArgumentException">There are more than 32 bytes.</exception>
    [SkipLocalsInit]
    public static Word ReadShortBigEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > SizeInBytes)
        {
            throw new ArgumentException("A word has at most 32 bytes.", nameof(bytes));
        }

        Span<byte> padded = stackalloc byte[SizeInBytes];
        padded[..^bytes.Length].Clear();
        bytes.CopyTo(padded[^bytes.Length..]);
        return ReadBigEndian(padded);
    }

    /// <summary>Writes 32 bytes, big-endian.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public void WriteBigEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], u0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], u1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], u2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, u3);
    }

    /// <summary>Writes <see cref="ByteLength"/> bytes, big-endian without leading zeros, and tells how many.</summary>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    [SkipLocalsInit]
    public int WriteShortBigEndian(Span<byte> destination)
    {
        Span<byte> all = stackalloc byte[SizeInBytes];
        WriteBigEndian(all);
        int length = ByteLength;
        all[^length..].CopyTo(destination);
        return length;
    }

    /// <summary>The 32 bytes, big-endian, in a new array.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[SizeInBytes];
        WriteBigEndian(bytes);
        return bytes;
    }

    /// <summary>Reads a quantity of JSON-RPC: 0x and 1 to 64 hexadecimal digits without leading zeros.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Word value)
    {
        value = default;
        if (text.Length is < 3 or > LongestQuantity || text[0] != '0' || text[1] != 'x' || (text[2] == '0' && text.Length > 3))
        {
            return false;
        }

        Word read = default;
        foreach (char digit in text[2..])
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            read = (read << 4) | new Word((ulong)HexDigit(digit));
        }

        value = read;
        return true;
    }

    private static int HexDigit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>The quantity of JSON-RPC: 0x and hexadecimal digits without leading zeros.</summary>
    public override string ToString()
    {
        if (IsUInt64)
        {
            return "0x" + u0.ToString("x", CultureInfo.InvariantCulture);
        }

        string digits = Convert.ToHexStringLower(ToBytes());
        return "0x" + digits.TrimStart('0');
    }
}
