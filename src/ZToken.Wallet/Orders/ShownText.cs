using System.Globalization;

namespace ZToken.Wallet;

/// <summary>What somebody wrote, as it is shown in an error: short, in one line, and nothing that a terminal obeys.</summary>
internal static class ShownText
{
    private const int Longest = 40;

    public static string Of(string text)
    {
        string shown = string.Concat(text.Take(Longest).Select(character => IsHarmless(character) ? character : '\uFFFD'));
        return text.Length > Longest ? shown + "..." : shown;
    }

    private static bool IsHarmless(char character) =>
        char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
