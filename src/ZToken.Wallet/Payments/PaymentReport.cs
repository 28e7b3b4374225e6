using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>An order and how far it has come.</summary>
public sealed record PaymentReport
{
    /// <summary>The order's key.</summary>
    public required PaymentKey Key { get; init; }

    /// <summary>What it does.</summary>
    public required PaymentKind Kind { get; init; }

    /// <summary>How far it has come.</summary>
    public required PaymentState State { get; init; }

    /// <summary>Which money.</summary>
    public required AssetId Asset { get; init; }

    /// <summary>How much.</summary>
    public required Amount Amount { get; init; }

    /// <summary>Who is paid; null where nobody else is.</summary>
    public MemberIndex? Payee { get; init; }

    /// <summary>The recipient as the order named it.</summary>
    public string? Recipient { get; init; }

    /// <summary>What the payee is told.</summary>
    public Remittance Remittance { get; init; } = Remittance.None;

    /// <summary>The id of the bundle that makes it, once it is signed.</summary>
    public SignatureHash? Bundle { get; init; }

    /// <summary>The payment's number in its bundle.</summary>
    public byte Number { get; init; }

    /// <summary>The transaction that brought it, once it is in a block.</summary>
    public Hash256? Transaction { get; init; }

    /// <summary>The block that it is in.</summary>
    public ulong? Block { get; init; }

    /// <summary>When it was ordered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this wallet saw it final.</summary>
    public DateTimeOffset? FinalAt { get; init; }

    /// <summary>Why it failed.</summary>
    public WalletRefusal? Refusal { get; init; }

    /// <summary>Why it failed, or what holds it up, for a person.</summary>
    public string? Failure { get; init; }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"({Kind} {Key}: {State})";
}
