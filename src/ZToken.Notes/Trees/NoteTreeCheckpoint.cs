namespace ZToken.Notes;

/// <summary>What it takes to come back to a note tree as it was after a block.</summary>
/// <param name="Height">The block.</param>
/// <param name="Frontier">The tree's frontier.</param>
internal sealed record NoteTreeCheckpoint(ulong Height, NoteFrontier Frontier)
{
    /// <summary>Positions below the frontier's count that were dropped after this and before the next checkpoint; their nodes are kept until this checkpoint goes.</summary>
    public List<uint> Dropped { get; } = [];
}
