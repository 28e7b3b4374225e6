using System.Diagnostics.CodeAnalysis;

namespace ZToken.Wallet;

/// <summary>A business identifier code: whom a bank or a branch of it is (ISO 9362).</summary>
/// <remarks>
/// Four letters or digits, the two letters of a country, two letters or digits, and three for a branch. One without a branch is that of the head office, whose
/// branch is three times X, so both texts are the same code here. ISO 9362 has no check digits: a mistyped code is only found by not being known.
/// </remarks>
public readonly record struct Bic
{
    /// <summary>Characters without a branch.</summary>
    public const int ShortLength = 8;

    /// <summary>Characters with a branch.</summary>
    public const int Length = 11;

    private const int CountryStart = 4;
    private const int CountryLength = 2;

    private static readonly string headOffice = new('X', Length - ShortLength);

    private readonly string? code;

    private Bic(string code) => this.code = code;

    /// <summary>Whether this is the head office's code.</summary>
    public bool IsHeadOffice => code is null || code.EndsWith(headOffice, StringComparison.Ordinal);

    /// <summary>Takes a code of 8 or 11 characters; small letters are taken as capitals.</summary>
    /// <returns>False where it does not have the form of ISO 9362.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Bic bic)
    {
        bool valid = text is { Length: ShortLength or Length } && text.All(char.IsAsciiLetterOrDigit) && text.AsSpan(CountryStart, CountryLength).IndexOfAnyInRange('0', '9') < 0;
        bic = valid ? new Bic(text!.ToUpperInvariant() + (text.Length == ShortLength ? headOffice : "")) : default;
        return valid;
    }

    /// <summary>The code in 11 characters.</summary>
    public override string ToString() => code ?? "";
}
