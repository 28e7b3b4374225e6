namespace ZToken.Contracts;

/// <summary>Whose history a file is.</summary>
/// <param name="Ledger">The ledger as it was deployed.</param>
/// <param name="Keys">All verifying keys that were ever proposed, with their codes.</param>
/// <param name="Retired">Those of them that count no more, by version and shape's code.</param>
/// <param name="LastBlock">The block up to which the history goes.</param>
public sealed record HistoryHeader(DeployedLedger Ledger, IReadOnlyList<KeySettings> Keys, IReadOnlyList<(uint Version, byte Shape)> Retired, ulong LastBlock);
