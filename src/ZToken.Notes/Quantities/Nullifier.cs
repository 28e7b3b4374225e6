using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>What a spent note leaves on the chain; only its owner can tell which note it was.</summary>
/// <param name="Value">Hash(NULLIFIER; nk, cm, position).</param>
public readonly record struct Nullifier(Fr Value);
