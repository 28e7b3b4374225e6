using System.Diagnostics.CodeAnalysis;

namespace ZToken.Wallet;

/// <summary>A legal entity identifier: 18 letters or digits and two check digits (ISO 17442).</summary>
/// <remarks>
/// The check digits are those of ISO 7064, MOD 97-10: with every letter replaced by two digits (A is 10, Z is 35) the number leaves 1 when divided by 97. One
/// wrong character and one exchange of neighbours are always found.
/// </remarks>
public readonly record struct Lei
{
    /// <summary>Characters.</summary>
    public const int Length = 20;

    private const int CheckDigits = 2;
    private const int Modulus = 97;

    private readonly string? code;

    private Lei(string code) => this.code = code;

    /// <summary>Whether a text has the form of an LEI: whether its check digits are right is not asked.</summary>
    public static bool HasForm([NotNullWhen(true)] string? text) =>
        text is { Length: Length } && text.All(char.IsAsciiLetterOrDigit) && text.AsSpan(Length - CheckDigits).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Takes a code of 20 characters; small letters are taken as capitals.</summary>
    /// <returns>False where it does not have the form, or its check digits are wrong.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Lei lei)
    {
        string? capitals = HasForm(text) ? text.ToUpperInvariant() : null;
        bool valid = capitals is not null && capitals.Aggregate(0, Append) == 1;
        lei = valid ? new Lei(capitals!) : default;
        return valid;
    }

    /// <summary>The code.</summary>
    public override string ToString() => code ?? "";

    private static int Append(int remainder, char next) =>
        char.IsAsciiDigit(next) ? ((remainder * 10) + (next - '0')) % Modulus : ((remainder * 100) + (next - 'A' + 10)) % Modulus;
}
