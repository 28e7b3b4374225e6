using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>Reads the values of the suites' JSON files.</summary>
internal static class JsonValues
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement element, string name) => Bytes(element.Text(name));

    public static byte[] Bytes(string text) => Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);

    /// <summary>A number with or without leading zeros; none at all is zero.</summary>
    public static Word Number(string text)
    {
        string digits = text[2..].TrimStart('0');
        return Word.ReadShortBigEndian(Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits));
    }

    public static Word Number(this JsonElement element, string name) => Number(element.Text(name));

    /// <summary>A number that may be absent.</summary>
    public static Word NumberOr(this JsonElement element, string name, Word otherwise) =>
        element.TryGetProperty(name, out JsonElement value) ? Number(value.GetString()!) : otherwise;

    public static Address Account(string text) => Address.TryRead(Bytes(text), out Address address) ? address : throw new InvalidDataException(text);

    public static Address Account(this JsonElement element, string name) => Account(element.Text(name));

    public static Hash256 Hash(string text) => Hash256.TryParse(text, out Hash256 hash) ? hash : throw new InvalidDataException(text);
}
