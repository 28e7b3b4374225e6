using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>An order to turn the bank's coins into notes.</summary>
/// <param name="Key">The bank's name of it.</param>
/// <param name="Asset">Which money.</param>
/// <param name="Amount">How much; the chain shows it.</param>
public sealed record ShieldOrder(PaymentKey Key, AssetId Asset, Amount Amount);
