using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A line of a report: money that went from one to another, or between coins and notes.</summary>
public sealed record ReportedMovement
{
    /// <summary>What it is.</summary>
    public required ReportedKind Kind { get; init; }

    /// <summary>The block's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The bundle, and where it is.</summary>
    public required RecordedBundle Recorded { get; init; }

    /// <summary>The payment's number in its bundle; 0 of what is no payment.</summary>
    public byte Number { get; init; }

    /// <summary>Who paid; null of a shield.</summary>
    public MemberIndex? Payer { get; init; }

    /// <summary>Its BIC or LEI.</summary>
    public string? PayerName { get; init; }

    /// <summary>Who was paid; null of an unshield.</summary>
    public MemberIndex? Payee { get; init; }

    /// <summary>Its BIC or LEI.</summary>
    public string? PayeeName { get; init; }

    /// <summary>The account that coins came from or went to; null of a payment.</summary>
    public Address? Account { get; init; }

    /// <summary>Which money.</summary>
    public required AssetId Asset { get; init; }

    /// <summary>The coin's symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>How much.</summary>
    public required Amount Amount { get; init; }

    /// <summary>What the payee was told; nothing where the memo holds something else.</summary>
    public Remittance Remittance { get; init; } = Remittance.None;

    /// <summary>The memo as text where it holds something else than a remittance; a payer can write what it likes.</summary>
    public string? Memo { get; init; }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"({Kind} in block {Recorded.Block})";
}
