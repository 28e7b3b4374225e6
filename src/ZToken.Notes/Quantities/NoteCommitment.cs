using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>A note as the note tree holds it: binding, and hiding by its randomness.</summary>
/// <param name="Value">Hash(NOTE; asset * 2^64 + value, owner, rcm).</param>
public readonly record struct NoteCommitment(Fr Value);
