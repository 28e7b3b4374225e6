using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A coin to be made.</summary>
/// <param name="Asset">The number under which the z-contract will know it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Issuer">Who mints and burns it; null for the account that deploys.</param>
public sealed record CoinSettings(AssetId Asset, string Name, string Symbol, Address? Issuer = null);
