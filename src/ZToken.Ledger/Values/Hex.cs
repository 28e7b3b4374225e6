using System.Buffers;

namespace ZToken.Ledger;

/// <summary>Bytes as Ethereum writes them: 0x and two hexadecimal digits a byte.</summary>
public static class Hex
{
    /// <summary>0x and lower-case digits.</summary>
    public static string ToPrefixed(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Fills a span from 0x and exactly as many digits as it takes.</summary>
    public static bool TryReadPrefixed(ReadOnlySpan<char> text, Span<byte> destination) =>
        text.Length == 2 + (2 * destination.Length)
        && text[0] == '0' && text[1] == 'x'
        && Convert.FromHexString(text[2..], destination, out _, out _) == OperationStatus.Done;

    /// <summary>Reads 0x and any even number of digits.</summary>
    public static bool TryReadPrefixed(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = text.Length >= 2 && text.Length % 2 == 0 ? new byte[(text.Length - 2) / 2] : [];
        return TryReadPrefixed(text, bytes.AsSpan());
    }
}
