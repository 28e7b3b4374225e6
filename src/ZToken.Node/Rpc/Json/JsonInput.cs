using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Reads values of the execution API. Whatever is not one ends the call with an error that names the parameter and says what was expected.</summary>
internal static class JsonInput
{
    private const int LongestKey = 2 + (2 * Word.SizeInBytes);

    public static string ToText(JsonElement value, string what, string expected)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw RpcFault.Parameter(what, $"expected {expected}, got {KindOf(value)}");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON's grammar allows it, Unicode does not.
            throw RpcFault.Parameter(what, $"expected {expected}, got text that is no Unicode");
        }
    }

    public static Address ToAddress(JsonElement value, string what)
    {
        const string Expected = "an address (0x and 40 hexadecimal digits)";
        string text = ToText(value, what, Expected);
        if (Address.TryParse(text, out Address address))
        {
            return address;
        }

        bool isWrongChecksum = Hex.TryReadPrefixed(text, new byte[Address.SizeInBytes].AsSpan());
        throw RpcFault.Parameter(what, isWrongChecksum ? $"{RpcFault.Echo(text)} has a wrong checksum (EIP-55)" : Unexpected(text, Expected));
    }

    public static Hash256 ToHash(JsonElement value, string what)
    {
        const string Expected = "32 bytes (0x and 64 hexadecimal digits)";
        string text = ToText(value, what, Expected);
        return Hash256.TryParse(text, out Hash256 hash) ? hash : throw RpcFault.Parameter(what, Unexpected(text, Expected));
    }

    public static byte[] ToBytes(JsonElement value, string what)
    {
        const string Expected = "bytes (0x and an even number of hexadecimal digits)";
        string text = ToText(value, what, Expected);
        return Hex.TryReadPrefixed(text, out byte[] bytes) ? bytes : throw RpcFault.Parameter(what, Unexpected(text, Expected));
    }

    public static Word ToQuantity(JsonElement value, string what)
    {
        const string Expected = "a quantity (0x and 1 to 64 hexadecimal digits without leading zeros)";
        string text = ToText(value, what, Expected);
        return Word.TryParse(text, out Word quantity) ? quantity : throw RpcFault.Parameter(what, Unexpected(text, Expected));
    }

    public static ulong ToNumber(JsonElement value, string what) =>
        ToQuantity(value, what).TryToUInt64(out ulong number) ? number : throw RpcFault.Parameter(what, "it is 2^64 or more");

    /// <summary>A slot of storage: up to 32 bytes, of which leading zeros may be left out.</summary>
    public static StorageKey ToStorageKey(JsonElement value, string what)
    {
        string text = ToText(value, what, "a storage key (0x and up to 64 hexadecimal digits)");
        if (!text.StartsWith("0x", StringComparison.Ordinal) || text.Length == 2 || !text.AsSpan(2).ContainsOnlyHexDigits())
        {
            throw RpcFault.Parameter(what, "invalid hex in storage key: " + RpcFault.Echo(text));
        }

        if (text.Length > LongestKey)
        {
            throw RpcFault.Parameter(what, $"storage key too long (want at most 32 bytes): {RpcFault.Echo(text)}");
        }

        string digits = text[2..];
        byte[] bytes = Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits);
        return new StorageKey(Word.ReadShortBigEndian(bytes), text.Length == LongestKey);
    }

    public static bool ToBoolean(JsonElement value, string what) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw RpcFault.Parameter(what, $"expected true or false, got {KindOf(value)}"),
    };

    /// <summary>A field of an object; null where it is absent or null.</summary>
    public static JsonElement? Field(JsonElement container, string name)
    {
        try
        {
            return container.TryGetProperty(name, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;
        }
        catch (InvalidOperationException)
        {
            // A name beside it is half of a surrogate pair: JSON's grammar allows it, Unicode does not.
            throw new RpcFault(RpcErrorCode.InvalidParameters, "the name of a field is no Unicode");
        }
    }

    public static void RequireObject(JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw RpcFault.Parameter(what, $"expected an object, got {KindOf(value)}");
        }
    }

    /// <summary>The items of an array, at most so many.</summary>
    public static JsonElement[] ToItems(JsonElement value, string what, int most)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw RpcFault.Parameter(what, $"expected an array, got {KindOf(value)}");
        }

        int count = value.GetArrayLength();
        return count <= most ? [.. value.EnumerateArray()] : throw RpcFault.Parameter(what, $"{count} items, at most {most} are taken");
    }

    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private static string Unexpected(string text, string expected) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? $"expected {expected}, got {RpcFault.Echo(text)} ({text.Length - 2} digits)"
            : $"hex string without 0x prefix: expected {expected}, got {RpcFault.Echo(text)}";

    private static bool ContainsOnlyHexDigits(this ReadOnlySpan<char> text)
    {
        foreach (char digit in text)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }
}
