using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ZToken.Ledger;

/// <summary>Reads types as signatures write them.</summary>
internal static class AbiTypeParser
{
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AbiType? type)
    {
        type = TryRead(ref text, AbiType.MostLevels, out AbiType? read) && text.IsEmpty ? read : null;
        return type is not null;
    }

    /// <summary>Reads types between brackets, apart by commas, as in a function's signature; there may be none.</summary>
    public static bool TryParseList(ref ReadOnlySpan<char> text, int levels, [NotNullWhen(true)] out AbiType[]? types)
    {
        types = null;
        List<AbiType> read = [];
        if (levels == 0 || text.IsEmpty || text[0] != '(')
        {
            return false;
        }

        text = text[1..];
        while (text is not [')', ..])
        {
            if (read.Count > 0)
            {
                if (text is not [',', ..])
                {
                    return false;
                }

                text = text[1..];
            }

            if (!TryRead(ref text, levels - 1, out AbiType? type))
            {
                return false;
            }

            read.Add(type);
        }

        text = text[1..];
        types = [.. read];
        return true;
    }

    private static bool TryRead(ref ReadOnlySpan<char> text, int levels, [NotNullWhen(true)] out AbiType? type)
    {
        type = null;
        if (text is ['(', ..])
        {
            type = TryParseList(ref text, levels, out AbiType[]? components) ? AbiType.OfTuple(components) : null;
        }
        else
        {
            int end = text.IndexOfAnyExcept(Letters);
            ReadOnlySpan<char> name = end < 0 ? text : text[..end];
            text = text[name.Length..];
            type = Elementary(name);
        }

        while (type is not null && text is ['[', ..])
        {
            int close = text.IndexOf(']');
            int? length = null;
            if (close < 0 || (close > 1 && !TryNumber(text[1..close], int.MaxValue, out length)))
            {
                type = null;
                return false;
            }

            text = text[(close + 1)..];
            type = AbiType.OfArray(type, length);
        }

        return type is not null;
    }

    private static AbiType? Elementary(ReadOnlySpan<char> name) => name switch
    {
        "bool" => AbiType.OfElement(AbiKind.Boolean, 0),
        "address" => AbiType.OfElement(AbiKind.Address, 0),
        "string" => AbiType.OfElement(AbiKind.String, 0),
        "bytes" => AbiType.OfElement(AbiKind.Bytes, 0),
        "function" => AbiType.OfElement(AbiKind.FixedBytes, 24),
        "uint" => AbiType.OfElement(AbiKind.Unsigned, Word.SizeInBits),
        "int" => AbiType.OfElement(AbiKind.Signed, Word.SizeInBits),
        _ when name.StartsWith("uint", StringComparison.Ordinal) => Integer(AbiKind.Unsigned, name["uint".Length..]),
        _ when name.StartsWith("int", StringComparison.Ordinal) => Integer(AbiKind.Signed, name["int".Length..]),
        _ when name.StartsWith("bytes", StringComparison.Ordinal) =>
            TryNumber(name["bytes".Length..], Word.SizeInBytes, out int? bytes) ? AbiType.OfElement(AbiKind.FixedBytes, bytes!.Value) : null,
        _ => null,
    };

    private static AbiType? Integer(AbiKind kind, ReadOnlySpan<char> digits) =>
        TryNumber(digits, Word.SizeInBits, out int? bits) && bits % 8 == 0 ? AbiType.OfElement(kind, bits!.Value) : null;

    /// <summary>A number from 1 to a bound without leading zeros: Solidity has no empty arrays of a fixed length.</summary>
    private static bool TryNumber(ReadOnlySpan<char> digits, int most, out int? number)
    {
        bool valid = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int read) && read > 0 && read <= most && digits[0] != '0';
        number = valid ? read : null;
        return valid;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
}
