using System.Text.Json.Serialization;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>A payment order as it comes in.</summary>
internal sealed record PaymentRequest
{
    /// <summary>A BIC, a LEI or a payment address.</summary>
    [JsonRequired]
    public string Recipient { get; init; } = "";

    /// <summary>The coin's symbol.</summary>
    [JsonRequired]
    public string Asset { get; init; } = "";

    /// <summary>Units and at most two decimals, as text: numbers of JSON are often read as floating point.</summary>
    [JsonRequired]
    public string Amount { get; init; } = "";

    /// <summary>The payer's number of the payment, for the payee.</summary>
    public string EndToEndId { get; init; } = "";

    /// <summary>A code of four letters, for the payee.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>What else the payee is told.</summary>
    public string Text { get; init; } = "";

    /// <summary>Reads the order under its key.</summary>
    /// <returns>The order, or what is wrong with it, for a person.</returns>
    public (PaymentOrder? Order, string Problem) ToOrder(PaymentKey key, AssetId? asset)
    {
        if (asset is not { } known)
        {
            return (null, $"The ledger has no asset '{Asset}'.");
        }

        if (!Notes.Amount.TryParse(Amount, out Amount amount))
        {
            return (null, $"'{Amount}' is no amount: give units and at most two decimals, such as 1250.00.");
        }

        return Remittance.TryCreate(EndToEndId, Purpose, Text, out Remittance? remittance, out string? refusal)
            ? (new PaymentOrder(key, Recipient, known, amount) { Remittance = remittance }, "")
            : (null, refusal);
    }
}
