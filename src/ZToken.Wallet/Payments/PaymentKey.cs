using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Wallet;

/// <summary>The payer's own name of a payment, by which a repeated order is known and not paid twice: 1 to 64 printable characters of ASCII without spaces.</summary>
public readonly record struct PaymentKey
{
    /// <summary>The most characters.</summary>
    public const int MaxLength = 64;

    private readonly string? text;

    private PaymentKey(string text) => this.text = text;

    /// <summary>A new key: 128 random bits.</summary>
    public static PaymentKey New(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> bytes = stackalloc byte[16];
        source.Fill(bytes);
        return new PaymentKey(Convert.ToHexStringLower(bytes));
    }

    /// <summary>Takes a text.</summary>
    /// <returns>False where it is empty, too long, or has a character that is not printable ASCII or is a space.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PaymentKey key)
    {
        bool valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
        key = valid ? new PaymentKey(text!) : default;
        return valid;
    }

    /// <summary>Takes a text.</summary>
    /// <exception cref="FormatException">It is no key.</exception>
    public static PaymentKey Parse(string text) =>
        TryParse(text, out PaymentKey key) ? key : throw new FormatException($"A payment key has 1 to {MaxLength} printable ASCII characters and no spaces.");

    /// <summary>The key.</summary>
    public override string ToString() => text ?? "";
}
