using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZToken.Crypto;

/// <summary>Text for addresses and keys: a readable prefix, 1, letters of 5 bits, a checksum that finds up to four wrong letters.</summary>
/// <remarks>BIP-173 and BIP-350. At most 90 characters, beyond which the checksum promises nothing.</remarks>
public static class Bech32
{
    /// <summary>Characters of the longest text.</summary>
    public const int MaxLength = 90;

    private const int ChecksumLength = 6;
    private const int MaxPrefixLength = 83;
    private const uint ConstantOfBech32 = 1;
    private const uint ConstantOfBech32m = 0x2bc830a3;
    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static ReadOnlySpan<uint> Generator => [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes bytes, in lower case.</summary>
    /// <exception cref="ArgumentException">The prefix is empty, not in lower-case ASCII between 33 and 126, or the text becomes too long.</exception>
    public static string Encode(string prefix, ReadOnlySpan<byte> data, Bech32Variant variant = Bech32Variant.Bech32m)
    {
        byte[] groups = new byte[((8 * data.Length) + 4) / 5];
        _ = TryRegroup(data, 8, groups, 5);
        return EncodeGroups(prefix, groups, variant);
    }

    /// <summary>Reads bytes. All lower or all upper case, the given variant, the last group filled up with zeros: else false.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out string? prefix, [NotNullWhen(true)] out byte[]? data, Bech32Variant variant = Bech32Variant.Bech32m)
    {
        data = null;
        if (!TryDecodeGroups(text, out prefix, out byte[]? groups, variant))
        {
            return false;
        }

        byte[] bytes = new byte[5 * groups.Length / 8];
        if (!TryRegroup(groups, 5, bytes, 8))
        {
            prefix = null;
            return false;
        }

        data = bytes;
        return true;
    }

    /// <summary>Writes groups of 5 bits, each below 32.</summary>
    /// <exception cref="ArgumentException">The prefix is not allowed, a group is not below 32, or the text becomes too long.</exception>
    public static string EncodeGroups(string prefix, ReadOnlySpan<byte> groups, Bech32Variant variant = Bech32Variant.Bech32m)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!IsPrefix(prefix) || prefix.AsSpan().ContainsAnyInRange('A', 'Z'))
        {
            throw new ArgumentException("The prefix must be 1 to 83 characters of ASCII between 33 and 126, without capitals.", nameof(prefix));
        }

        if (prefix.Length + 1 + groups.Length + ChecksumLength > MaxLength)
        {
            throw new ArgumentException("The text would have more than 90 characters.", nameof(groups));
        }

        StringBuilder text = new(prefix, MaxLength);
        _ = text.Append('1');
        foreach (byte group in groups)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, Letters.Length, nameof(groups));
            _ = text.Append(Letters[group]);
        }

        uint checksum = Checksum(prefix, groups, new byte[ChecksumLength]) ^ ConstantOf(variant);
        for (int i = ChecksumLength - 1; i >= 0; i--)
        {
            _ = text.Append(Letters[(int)(checksum >> (5 * i)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>Reads groups of 5 bits.</summary>
    public static bool TryDecodeGroups(string text, [NotNullWhen(true)] out string? prefix, [NotNullWhen(true)] out byte[]? groups, Bech32Variant variant = Bech32Variant.Bech32m)
    {
        ArgumentNullException.ThrowIfNull(text);
        prefix = null;
        groups = null;
        bool mixed = text.AsSpan().ContainsAnyInRange('a', 'z') && text.AsSpan().ContainsAnyInRange('A', 'Z');
        int separator = text.LastIndexOf('1');
        if (mixed || text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Length > MaxLength || separator < 1 || text.Length - separator - 1 < ChecksumLength)
        {
            return false;
        }

        string lower = text.ToLowerInvariant();
        byte[] all = new byte[text.Length - separator - 1];
        for (int i = 0; i < all.Length; i++)
        {
            int value = Letters.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            all[i] = (byte)value;
        }

        string found = lower[..separator];
        if (found.Length > MaxPrefixLength || Checksum(found, all, []) != ConstantOf(variant))
        {
            return false;
        }

        prefix = found;
        groups = all[..^ChecksumLength];
        return true;
    }

    /// <summary>Takes bits from groups of one size into groups of another, most significant first.</summary>
    /// <returns>False where bits that do not fill a group are not zeros fewer than a source group has.</returns>
    private static bool TryRegroup(ReadOnlySpan<byte> source, int sourceBits, Span<byte> destination, int destinationBits)
    {
        uint pending = 0;
        int bits = 0;
        int written = 0;
        foreach (byte group in source)
        {
            pending = ((pending << sourceBits) | group) & 0xfff;
            bits += sourceBits;
            while (bits >= destinationBits)
            {
                bits -= destinationBits;
                destination[written++] = (byte)((pending >> bits) & ((1U << destinationBits) - 1));
            }
        }

        if (written < destination.Length)
        {
            // Only where groups become smaller: the last is filled up with zeros.
            destination[written] = (byte)((pending << (destinationBits - bits)) & ((1U << destinationBits) - 1));
            return true;
        }

        return bits < sourceBits && (pending & ((1U << bits) - 1)) == 0;
    }

    private static bool IsPrefix(ReadOnlySpan<char> prefix) => prefix.Length is >= 1 and <= MaxPrefixLength && !prefix.ContainsAnyExceptInRange('!', '~');

    private static uint ConstantOf(Bech32Variant variant) => variant switch
    {
        Bech32Variant.Bech32m => ConstantOfBech32m,
        Bech32Variant.Bech32 => ConstantOfBech32,
        _ => throw new ArgumentOutOfRangeException(nameof(variant)),
    };

    // The BCH code's remainder over the prefix's high bits, a zero, its low bits, and the groups.
    private static uint Checksum(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> groups, ReadOnlySpan<byte> tail)
    {
        uint remainder = 1;
        foreach (char letter in prefix)
        {
            remainder = Step(remainder, (uint)letter >> 5);
        }

        remainder = Step(remainder, 0);
        foreach (char letter in prefix)
        {
            remainder = Step(remainder, (uint)letter & 31);
        }

        foreach (byte group in groups)
        {
            remainder = Step(remainder, group);
        }

        foreach (byte group in tail)
        {
            remainder = Step(remainder, group);
        }

        return remainder;
    }

    private static uint Step(uint remainder, uint value)
    {
        uint top = remainder >> 25;
        remainder = ((remainder & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < Generator.Length; i++)
        {
            remainder ^= ((top >> i) & 1) != 0 ? Generator[i] : 0;
        }

        return remainder;
    }
}
