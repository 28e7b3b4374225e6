using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>A payment as it goes out.</summary>
internal sealed record PaymentAnswer(
    string Key, PaymentKind Kind, PaymentState State, string Asset, string Amount, string? Recipient, string EndToEndId, string? Transaction, ulong? Block, WalletRefusal? Refusal, string? Failure)
{
    public static PaymentAnswer Of(PaymentReport report, string symbol) => new(
        report.Key.ToString(), report.Kind, report.State, symbol, report.Amount.ToString(), report.Recipient, report.Remittance.EndToEndId,
        report.Transaction?.ToString(), report.Block, report.Refusal, report.Failure);
}
