using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>The root of one epoch's member tree: what a transfer proves its parties under.</summary>
/// <param name="Value">The root.</param>
public readonly record struct MemberRoot(Fr Value);
