using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>The root of the note tree after some block: what a transfer proves its notes under.</summary>
/// <param name="Value">The root.</param>
public readonly record struct NoteRoot(Fr Value);
