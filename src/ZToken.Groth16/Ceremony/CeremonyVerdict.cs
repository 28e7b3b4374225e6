namespace ZToken.Groth16;

/// <summary>What the check of a ceremony found.</summary>
/// <param name="Refusal">Why the key is refused, or none.</param>
/// <param name="Contribution">The contribution that is wrong, from 0, where it is one of them.</param>
public readonly record struct CeremonyVerdict(CeremonyRefusal Refusal, int? Contribution = null);
