namespace ZToken.Audit;

/// <summary>The supply as the note graph gives it, and whatever does not match.</summary>
/// <param name="Height">The block up to which it was counted.</param>
/// <param name="Bundles">How many bundles were read.</param>
/// <param name="Notes">How many notes of some worth they made.</param>
/// <param name="Assets">Each asset.</param>
/// <param name="Findings">What does not match; none where all is well.</param>
public sealed record SupplyReport(ulong Height, int Bundles, int Notes, IReadOnlyList<AssetSupply> Assets, IReadOnlyList<SupplyFinding> Findings);
