using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZToken.Notes;

/// <summary>What a payment is for, in the fields of ISO 20022, as it travels in the memo.</summary>
/// <remarks>
/// In the memo: one byte of form (1), then the three texts in the order below, each as its length in one byte and that many bytes of UTF-8. The limits in
/// characters are those of pacs.008 (Max35Text, ExternalPurpose1Code, Max140Text); together they may not exceed the memo's 254 bytes, which only texts
/// beyond Latin letters can.
/// </remarks>
public sealed record Remittance
{
    /// <summary>The most characters of <see cref="EndToEndId"/>.</summary>
    public const int LongestEndToEndId = 35;

    /// <summary>The most characters of <see cref="Purpose"/>.</summary>
    public const int LongestPurpose = 4;

    /// <summary>The most characters of <see cref="Text"/>.</summary>
    public const int LongestText = 140;

    private const byte Form = 1;

    private static readonly UTF8Encoding strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Remittance(string endToEndId, string purpose, string text) => (EndToEndId, Purpose, Text) = (endToEndId, purpose, text);

    /// <summary>No reference of any kind.</summary>
    public static Remittance None { get; } = new("", "", "");

    /// <summary>The payer's own number of the payment, which the payee sees (EndToEndIdentification).</summary>
    public string EndToEndId { get; }

    /// <summary>A code of ISO's external list, such as SALA or INTC, or nothing.</summary>
    public string Purpose { get; }

    /// <summary>Unstructured remittance information.</summary>
    public string Text { get; }

    /// <summary>Takes three texts, each of which may be empty.</summary>
    /// <param name="endToEndId">The payer's number of the payment.</param>
    /// <param name="purpose">Four capital letters or digits, or nothing.</param>
    /// <param name="text">What is written to the payee.</param>
    /// <param name="remittance">The remittance, where it is one.</param>
    /// <param name="refusal">Else what is wrong, for a person.</param>
    public static bool TryCreate(string endToEndId, string purpose, string text, [NotNullWhen(true)] out Remittance? remittance, [NotNullWhen(false)] out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(endToEndId);
        ArgumentNullException.ThrowIfNull(purpose);
        ArgumentNullException.ThrowIfNull(text);
        refusal = FindRefusal(endToEndId, purpose, text);
        remittance = refusal is null ? new Remittance(endToEndId, purpose, text) : null;
        return remittance is not null;
    }

    /// <summary>Reads a memo.</summary>
    /// <returns>False where it holds something else, which a payer may have written: show it as bytes, if at all.</returns>
    public static bool TryRead(Memo memo, [NotNullWhen(true)] out Remittance? remittance)
    {
        ArgumentNullException.ThrowIfNull(memo);
        ReadOnlySpan<byte> rest = memo.Content;
        if (rest.IsEmpty)
        {
            remittance = None;
            return true;
        }

        remittance = null;
        if (rest[0] != Form)
        {
            return false;
        }

        rest = rest[1..];
        return TryReadText(ref rest, out string? endToEndId) && TryReadText(ref rest, out string? purpose) && TryReadText(ref rest, out string? text) &&
            rest.IsEmpty && (endToEndId.Length | purpose.Length | text.Length) != 0 && TryCreate(endToEndId, purpose, text, out remittance, out _);
    }

    /// <summary>The memo that carries it; nothing at all where all three are empty.</summary>
    public Memo ToMemo()
    {
        if (this == None)
        {
            return Memo.Empty;
        }

        Span<byte> content = stackalloc byte[Memo.MaxLength];
        content[0] = Form;
        int length = 1;
        foreach (string text in (ReadOnlySpan<string>)[EndToEndId, Purpose, Text])
        {
            int written = strictUtf8.GetBytes(text, content[(length + 1)..]);
            content[length] = (byte)written;
            length += 1 + written;
        }

        return Memo.TryCreate(content[..length], out Memo? memo) ? memo : throw new System.Diagnostics.UnreachableException("The length was checked.");
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(remittance)";

    private static string? FindRefusal(string endToEndId, string purpose, string text)
    {
        if (endToEndId.Length > LongestEndToEndId)
        {
            return $"The end-to-end id has {endToEndId.Length} characters; {LongestEndToEndId} are allowed.";
        }

        if (purpose.Length != 0 && (purpose.Length != LongestPurpose || !purpose.All(char.IsAsciiLetterOrDigit) || purpose.Any(char.IsAsciiLetterLower)))
        {
            return $"The purpose is a code of {LongestPurpose} capital letters or digits.";
        }

        if (text.Length > LongestText)
        {
            return $"The remittance text has {text.Length} characters; {LongestText} are allowed.";
        }

        return HasForbidden(endToEndId) || HasForbidden(text)
            ? "Control characters and halves of surrogate pairs are not allowed in references."
            : 4 + Size(endToEndId) + Size(purpose) + Size(text) > Memo.MaxLength ? $"The references together have more than the {Memo.MaxLength} bytes that a memo holds." : null;
    }

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);

    private static bool HasForbidden(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadText(ref ReadOnlySpan<byte> rest, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (rest.IsEmpty || rest.Length < 1 + rest[0])
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = rest.Slice(1, rest[0]);
        rest = rest[(1 + bytes.Length)..];
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return false;
        }

        text = strictUtf8.GetString(bytes);
        return true;
    }
}
