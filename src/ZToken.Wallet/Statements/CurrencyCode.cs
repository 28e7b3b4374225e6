namespace ZToken.Wallet;

/// <summary>Three capital letters of ISO 4217, as a coin's symbol has them.</summary>
public readonly record struct CurrencyCode
{
    private const int Length = 3;

    private readonly string? code;

    private CurrencyCode(string code) => this.code = code;

    /// <summary>The code at the end of a symbol: EUR of dEUR and of EUR.</summary>
    /// <returns>False where the symbol does not end in exactly three capital letters: USDC is no dollar of ISO's.</returns>
    public static bool TryFromSymbol(string symbol, out CurrencyCode currency)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        int start = symbol.Length - Length;
        bool valid = start >= 0 && symbol[start..].All(char.IsAsciiLetterUpper) && (start == 0 || char.IsAsciiLetterLower(symbol[start - 1]));
        currency = valid ? new CurrencyCode(symbol[start..]) : default;
        return valid;
    }

    /// <summary>The code.</summary>
    public override string ToString() => code ?? "";
}
