using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Rows of the database as their readers see them.</summary>
internal static class Reports
{
    /// <summary>An order.</summary>
    public static PaymentReport ToReport(StoredPayment payment) => new()
    {
        Key = PaymentKey.Parse(payment.Key),
        Kind = payment.Kind,
        State = payment.State,
        Asset = new AssetId(payment.Asset),
        Amount = new Amount(payment.Cents),
        Payee = payment.Payee is { } payee ? new MemberIndex(payee) : null,
        Recipient = payment.Recipient,
        Remittance = TransferPlanner.RemittanceOf(payment),
        Bundle = payment.Bundle is null ? null : ToId(payment.Bundle),
        Number = payment.Number,
        Transaction = payment.Transaction is null ? null : ToHash(payment.Transaction),
        Block = payment.Height,
        CreatedAt = payment.CreatedAt,
        FinalAt = payment.FinalAt,
        Refusal = payment.Refusal,
        Failure = payment.Failure,
    };

    /// <summary>An entry of the history.</summary>
    public static Movement ToMovement(StoredMovement row) => new()
    {
        Kind = row.Kind,
        Block = row.Block,
        Time = row.Time,
        Transaction = ToHash(row.Transaction),
        Bundle = ToId(row.Bundle),
        Number = row.Number,
        Asset = new AssetId(row.Asset),
        Amount = new Amount(row.Cents),
        Balance = new Amount(row.Balance),
        Counterparty = row.Counterparty is { } index ? new MemberIndex(index) : null,
        CounterpartyName = row.CounterpartyName,
        Account = row.Account is { } account && Address.TryParse(account, out Address address) ? address : null,
        Remittance = Remittance.TryCreate(row.EndToEndId, row.Purpose, row.Text, out Remittance? remittance, out _) ? remittance : Remittance.None,
        Memo = row.Memo,
        Key = PaymentKey.TryParse(row.Key, out PaymentKey key) ? key : null,
    };

    private static Hash256 ToHash(string text) => Hash256.TryParse(text, out Hash256 hash) ? hash : throw WalletDatabase.Damaged("a hash is malformed");

    private static SignatureHash ToId(string text) => SignatureHash.TryRead(ToHash(text).ToBytes(), out SignatureHash id) ? id : throw WalletDatabase.Damaged("an id is malformed");
}
