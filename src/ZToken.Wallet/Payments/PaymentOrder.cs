using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>An order to pay a member.</summary>
/// <param name="Key">The payer's name of the payment: an order with the same key is paid once.</param>
/// <param name="Recipient">A BIC, a LEI or a payment address.</param>
/// <param name="Asset">Which money.</param>
/// <param name="Amount">How much; not zero.</param>
public sealed record PaymentOrder(PaymentKey Key, string Recipient, AssetId Asset, Amount Amount)
{
    /// <summary>What the payee is told.</summary>
    public Remittance Remittance { get; init; } = Remittance.None;

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"(order {Key})";
}
