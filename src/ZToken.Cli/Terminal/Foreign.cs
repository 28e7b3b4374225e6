using System.Globalization;
using System.Text;

namespace ZToken.Cli;

/// <summary>Texts that others wrote, such as a payer's remittance, as a terminal may show them.</summary>
internal static class Foreign
{
    /// <summary>The text with a replacement character for each that a terminal would obey or that turns the text around, so that nobody draws on a bank's screen.</summary>
    public static string Printable(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSafe = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            _ = shown.Append(isSafe ? rune : Rune.ReplacementChar);
        }

        return shown.ToString();
    }
}
