using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Whom a note belongs to: the hash of a member's spend authorisation key and nullifier key.</summary>
/// <param name="Value">Hash(OWNER; ak.u, ak.v, nk).</param>
public readonly record struct NoteOwner(Fr Value);
