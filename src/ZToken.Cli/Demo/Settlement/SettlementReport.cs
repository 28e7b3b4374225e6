using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A file of payments, settled.</summary>
internal sealed record SettlementReport
{
    /// <summary>All of it, keys, admissions and deposits included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Making or opening the development keys.</summary>
    public required TimeSpan KeyTime { get; init; }

    /// <summary>From the first order to the last final payment.</summary>
    public required TimeSpan PayTime { get; init; }

    /// <summary>From a payment's order to when its wallet saw it final, in order of size.</summary>
    public required IReadOnlyList<TimeSpan> Waits { get; init; }

    /// <summary>Each bank's payments of each asset that it had to do with.</summary>
    public required IReadOnlyList<SettledBank> Banks { get; init; }

    /// <summary>Blocks in which payments were made.</summary>
    public required int Blocks { get; init; }

    /// <summary>Proofs that made the payments, consolidations included.</summary>
    public required int Proofs { get; init; }

    /// <summary>Each coin with what the z-contract says is in its pool and what it holds.</summary>
    public required IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)> Pools { get; init; }

    /// <summary>All payments.</summary>
    public int Payments => Waits.Count;

    /// <summary>Payments in a second.</summary>
    public double PerSecond => Payments / PayTime.TotalSeconds;
}
