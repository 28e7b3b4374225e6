using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Values as the execution API writes them: quantities without leading zeros, data with two digits a byte, addresses in lower case.</summary>
internal static class JsonHex
{
    public static void WriteQuantity(this Utf8JsonWriter json, string name, in Word value) => json.WriteString(name, value.ToString());

    public static void WriteQuantity(this Utf8JsonWriter json, string name, ulong value) => json.WriteString(name, new Word(value).ToString());

    public static void WriteQuantityValue(this Utf8JsonWriter json, in Word value) => json.WriteStringValue(value.ToString());

    public static void WriteQuantityValue(this Utf8JsonWriter json, ulong value) => json.WriteStringValue(new Word(value).ToString());

    public static void WriteData(this Utf8JsonWriter json, string name, ReadOnlySpan<byte> bytes)
    {
        json.WritePropertyName(name);
        json.WriteDataValue(bytes);
    }

    public static void WriteDataValue(this Utf8JsonWriter json, ReadOnlySpan<byte> bytes) => json.WriteStringValue(Hex.ToPrefixed(bytes));

    public static void WriteHash(this Utf8JsonWriter json, string name, in Hash256 hash) => json.WriteString(name, hash.ToString());

    public static void WriteHashValue(this Utf8JsonWriter json, in Hash256 hash) => json.WriteStringValue(hash.ToString());

    public static void WriteAddress(this Utf8JsonWriter json, string name, Address? address)
    {
        if (address is Address some)
        {
            json.WriteData(name, some.ToBytes());
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
