using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A coin on the chain.</summary>
/// <param name="Asset">The number under which the z-contract knows it.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Contract">Where it is.</param>
public sealed record DeployedCoin(AssetId Asset, string Symbol, Address Contract);
