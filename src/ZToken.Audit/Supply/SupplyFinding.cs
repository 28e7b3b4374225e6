using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Something that does not match in the note graph.</summary>
/// <param name="Kind">What.</param>
/// <param name="Bundle">In which bundle; null where it is about a whole asset.</param>
/// <param name="Asset">Which money, where that is known.</param>
/// <param name="Detail">For a person.</param>
public sealed record SupplyFinding(SupplyFindingKind Kind, SignatureHash? Bundle, AssetId? Asset, string Detail);
