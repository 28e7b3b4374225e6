using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>An asset's money, counted three ways.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Symbol">The coin's symbol.</param>
/// <param name="Unspent">In notes that nobody spent, as the viewing keys tell.</param>
/// <param name="PaidForRetired">What the pool paid for members whose notes can never be spent.</param>
/// <param name="Pool">What the z-contract says was shielded less what was unshielded.</param>
/// <param name="Escrow">The coins that the z-contract holds.</param>
/// <param name="Coins">All coins, shielded or not.</param>
public sealed record AssetSupply(AssetId Asset, string Symbol, Amount Unspent, Amount PaidForRetired, Amount Pool, Amount Escrow, Amount Coins)
{
    /// <summary>Whether all three agree.</summary>
    public bool Matches => Unspent == Pool + PaidForRetired && Pool == Escrow;
}
