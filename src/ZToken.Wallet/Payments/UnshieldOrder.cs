using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>An order to turn notes into coins.</summary>
/// <param name="Key">The bank's name of it.</param>
/// <param name="Asset">Which money.</param>
/// <param name="Amount">How much; the chain shows it.</param>
public sealed record UnshieldOrder(PaymentKey Key, AssetId Asset, Amount Amount)
{
    /// <summary>A member's account that gets the coins; null for that with which the bank was admitted.</summary>
    public Address? Target { get; init; }
}
