using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

/// <summary>A wallet's history, made up: 800.00 shielded, 250.10 paid, 49.90 of another coin received, 100.25 received, 50.00 unshielded.</summary>
internal static class SampleHistory
{
    /// <summary>A memo that holds no remittance, and what XML cannot hold.</summary>
    public static readonly string Memo = "=HYPERLINK(\"http://x\")\u0001\uFFFE" + string.Concat(Enumerable.Repeat("\U0001F3E6", 90));

    public static readonly DeployedCoin Euro = new(new AssetId(1), "dEUR", Address.FromWord(new Word(8)));

    public static readonly DeployedCoin Dollar = new(new AssetId(2), "dUSD", Address.FromWord(new Word(9)));

    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static RegisteredMember Holder { get; } = new(new MemberIndex(0), default, "DEMOBANKAXX", Address.FromWord(new Word(10)));

    public static Movement[] Movements { get; } =
    [
        Create(0, MovementKind.Shielded, Euro, 800_00, 800_00) with { Account = Holder.Account },
        Create(1, MovementKind.Sent, Euro, 250_10, 549_90) with
        {
            Counterparty = new MemberIndex(1), CounterpartyName = "DEMOBANKBXX", Remittance = RemittanceOf("E2E <1>", "INTC", "invoice 7 & \"8\", Müller\uFFFF"), Key = PaymentKey.Parse("=key"),
        },
        Create(2, MovementKind.Received, Dollar, 49_90, 49_90) with { Counterparty = new MemberIndex(2), CounterpartyName = "DEMOBANKCXX" },
        Create(3, MovementKind.Received, Euro, 100_25, 650_15) with { Counterparty = new MemberIndex(3), CounterpartyName = "7LTWFZYICNSX8D621K86", Memo = Memo },
        Create(4, MovementKind.Unshielded, Euro, 50_00, 600_15) with { Account = Holder.Account },
    ];

    public static Movement Create(uint hour, MovementKind kind, DeployedCoin coin, ulong cents, ulong balance) => new()
    {
        Kind = kind,
        Block = 10 + hour,
        Time = Start.AddHours(hour),
        Transaction = Hash256.Of([(byte)hour]),
        Bundle = SignatureHash.TryRead(Hash256.Of([(byte)hour, 1]).ToBytes(), out SignatureHash bundle) ? bundle : throw new InvalidOperationException(),
        Number = 0,
        Asset = coin.Asset,
        Amount = new Amount(cents),
        Balance = new Amount(balance),
    };

    public static Remittance RemittanceOf(string endToEndId, string purpose, string text) =>
        Remittance.TryCreate(endToEndId, purpose, text, out Remittance? remittance, out string? refusal) ? remittance : throw new InvalidOperationException(refusal);
}
