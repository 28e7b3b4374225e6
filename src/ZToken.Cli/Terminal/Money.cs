using System.Globalization;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>Amounts as people read them: with thousands and the currency. JSON and files have the plain form of <see cref="Amount"/>.</summary>
internal static class Money
{
    private const decimal CentsOfOne = 100;

    /// <summary>Such as <c>1,250.00</c>.</summary>
    public static string Show(Amount amount) => (amount.Cents / CentsOfOne).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>1,250.00 dEUR</c>.</summary>
    public static string Show(Amount amount, string symbol) => $"{Show(amount)} {symbol}";
}
