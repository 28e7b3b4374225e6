using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>What a bank paid and was paid of one asset.</summary>
/// <param name="Name">Its BIC.</param>
/// <param name="Symbol">The coin's symbol.</param>
/// <param name="Sent">How many payments it made.</param>
/// <param name="Paid">What they came to.</param>
/// <param name="Received">How many payments it got.</param>
/// <param name="Got">What those came to.</param>
internal sealed record SettledBank(string Name, string Symbol, int Sent, Amount Paid, int Received, Amount Got)
{
    /// <summary>Whether it got no less than it paid.</summary>
    public bool IsCreditor => Got >= Paid;

    /// <summary>How far the two are apart.</summary>
    public Amount Net => IsCreditor ? Got - Paid : Paid - Got;
}
