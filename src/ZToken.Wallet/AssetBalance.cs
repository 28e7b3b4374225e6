using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a wallet has of an asset in notes.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Symbol">The coin's symbol.</param>
/// <param name="Spendable">In notes that can be spent now.</param>
/// <param name="Reserved">In notes that payments under way spend.</param>
/// <param name="Pending">What those payments give back once they are final.</param>
public sealed record AssetBalance(AssetId Asset, string Symbol, Amount Spendable, Amount Reserved, Amount Pending)
{
    /// <summary>What is in notes, reserved or not.</summary>
    public Amount Total => Spendable + Reserved;

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"(balance of {Symbol})";
}
