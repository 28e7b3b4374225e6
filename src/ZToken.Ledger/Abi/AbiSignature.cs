namespace ZToken.Ledger;

/// <summary>Reads signatures of functions, errors and events.</summary>
internal static class AbiSignature
{
    public static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && !char.IsAsciiDigit(name[0]) && name.IndexOfAnyExcept(NameLetters) < 0;

    /// <exception cref="FormatException">It is none.</exception>
    public static (string Name, AbiType[] Types) Parse(string signature)
    {
        int open = signature.IndexOf('(', StringComparison.Ordinal);
        ReadOnlySpan<char> rest = open < 0 ? default : signature.AsSpan(open);
        if (open < 0 || !IsName(signature.AsSpan(0, open)) || !AbiTypeParser.TryParseList(ref rest, AbiType.MostLevels, out AbiType[]? types) || !rest.IsEmpty)
        {
            throw new FormatException($"'{signature}' is no signature: a name and types in brackets, apart by commas, without spaces.");
        }

        return (signature[..open], types);
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$");
}
