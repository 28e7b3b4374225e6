using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>One entry of a wallet's history, as the chain tells it to the viewing key.</summary>
public sealed record Movement
{
    /// <summary>How the money came or went.</summary>
    public required MovementKind Kind { get; init; }

    /// <summary>The block.</summary>
    public required ulong Block { get; init; }

    /// <summary>The block's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The transaction.</summary>
    public required Hash256 Transaction { get; init; }

    /// <summary>The bundle.</summary>
    public required SignatureHash Bundle { get; init; }

    /// <summary>The payment's number in its bundle; 0 of what is no payment.</summary>
    public required byte Number { get; init; }

    /// <summary>Which money.</summary>
    public required AssetId Asset { get; init; }

    /// <summary>How much.</summary>
    public required Amount Amount { get; init; }

    /// <summary>What the wallet had of the asset in notes afterwards.</summary>
    public required Amount Balance { get; init; }

    /// <summary>Who paid or was paid; null of what is no payment.</summary>
    public MemberIndex? Counterparty { get; init; }

    /// <summary>Its BIC or LEI.</summary>
    public string? CounterpartyName { get; init; }

    /// <summary>The account that coins came from or went to.</summary>
    public Address? Account { get; init; }

    /// <summary>What the payee is told.</summary>
    public Remittance Remittance { get; init; } = Remittance.None;

    /// <summary>The memo as text where it holds something else than a remittance; a payer can write what it likes.</summary>
    public string? Memo { get; init; }

    /// <summary>The key of this wallet's own order.</summary>
    public PaymentKey? Key { get; init; }

    /// <summary>Whether the wallet has more by it.</summary>
    public bool IsCredit => Kind is MovementKind.Received or MovementKind.Shielded;

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"({Kind} in block {Block})";
}
