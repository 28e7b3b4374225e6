using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Reads JSON field by field and refuses, with the line, whatever is not as it must be.</summary>
internal ref struct StrictJson
{
    private readonly ReadOnlySpan<byte> text;
    private Utf8JsonReader json;

    public StrictJson(ReadOnlySpan<byte> text)
    {
        this.text = text;
        json = new Utf8JsonReader(text);
    }

    /// <summary>Enters an object.</summary>
    public void BeginObject()
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong("an object is expected here");
        }
    }

    /// <summary>The name of the next field, which must not have come before; false at the object's end.</summary>
    public bool TryReadName(HashSet<string> seen, out string name)
    {
        json.Read();
        bool isName = json.TokenType == JsonTokenType.PropertyName;
        name = isName ? json.GetString()! : "";
        return !isName || seen.Add(name) ? isName : throw Wrong($"'{name}' comes twice");
    }

    /// <summary>Nothing may follow.</summary>
    public void End() => json.Read();

    public bool ReadBoolean()
    {
        json.Read();
        return json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean() : throw Wrong("true or false is expected here");
    }

    public ulong ReadUInt64(ulong least, ulong most)
    {
        ulong? value = ReadWord().TryToUInt64(out ulong small) ? small : null;
        return value >= least && value <= most ? value.Value : throw Wrong($"a number from {least} to {most} is expected here");
    }

    public Word ReadWord()
    {
        const ulong LargestExactNumber = 1UL << 53;
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetUInt64(out ulong number) && number < LargestExactNumber)
        {
            return number;
        }

        return json.TokenType == JsonTokenType.String && TryParseWord(json.GetString(), out Word word) ? word : throw Wrong("a quantity is expected here: 0x and up to 64 digits, or a whole number below 2^53");
    }

    public byte[] ReadBytes(int most)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String && Hex.TryReadPrefixed(json.GetString(), out byte[] bytes) && bytes.Length <= most
            ? bytes
            : throw Wrong($"bytes are expected here: 0x and an even number of digits, {most} bytes at most");
    }

    /// <summary>Leading zeros are as good as none: storage is often written with all of them.</summary>
    public static bool TryParseWord(string? text, out Word word)
    {
        word = default;
        if (text is not { Length: > 2 and <= 2 + (2 * Word.SizeInBytes) } || !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return false;
        }

        string digits = text[2..].TrimStart('0');
        return Word.TryParse(digits.Length == 0 ? "0x0" : "0x" + digits, out word);
    }

    /// <summary>A complaint about the token that was read last.</summary>
    public readonly JsonException Wrong(string what) => new(what, path: null, lineNumber: text[..(int)json.TokenStartIndex].Count((byte)'\n'), bytePositionInLine: null);
}
