namespace ZToken.Notes;

public sealed partial class NoteTree
{
    // Ascending; at most checkpointsKept.
    private readonly List<NoteTreeCheckpoint> checkpoints = [];

    /// <summary>The height of the newest checkpoint, null before the first.</summary>
    public ulong? NewestCheckpoint => checkpoints.Count == 0 ? null : checkpoints[^1].Height;

    /// <summary>The height of the oldest checkpoint that is kept: no block before it can be taken back.</summary>
    public ulong? OldestCheckpoint => checkpoints.Count == 0 ? null : checkpoints[0].Height;

    /// <summary>Remembers the tree as it is after a block, and forgets the oldest checkpoint where there are too many.</summary>
    /// <remarks>Notes appended before can no longer be marked; paths of notes dropped before the checkpoint that is now the oldest are freed.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The height is not above that of the newest checkpoint.</exception>
    public void Checkpoint(ulong height)
    {
        if (height <= NewestCheckpoint)
        {
            throw new ArgumentOutOfRangeException(nameof(height), height, $"The newest checkpoint is already at {NewestCheckpoint}.");
        }

        checkpoints.Add(new NoteTreeCheckpoint(height, Frontier));
        open = new OpenNodes(depth, Frontier);
        if (checkpoints.Count > checkpointsKept)
        {
            checkpoints[0].Dropped.ForEach(witnesses.Release);
            checkpoints.RemoveAt(0);
        }
    }

    /// <summary>Makes the tree again what it was right after the checkpoint of a block: commitments, marked notes and their paths. That checkpoint is then the newest.</summary>
    /// <returns><see cref="NoteTreeRefusal.NoCheckpoint"/> where none of exactly that height is kept.</returns>
    public NoteTreeRefusal? RewindTo(ulong height)
    {
        int target = checkpoints.FindIndex(checkpoint => checkpoint.Height == height);
        if (target < 0)
        {
            return NoteTreeRefusal.NoCheckpoint;
        }

        ulong count = checkpoints[target].Frontier.Count;
        foreach (NoteTreeCheckpoint checkpoint in checkpoints[target..])
        {
            marked.UnionWith(checkpoint.Dropped);
            checkpoint.Dropped.Clear();
        }

        // A note is marked before the first checkpoint after it: exactly those at and above the count were marked since.
        marked.RemoveWhere(position =>
        {
            bool isNew = position >= count;
            if (isNew)
            {
                witnesses.Release(position);
            }

            return isNew;
        });

        // Groups completed since stay as they are: they are incomplete again, so nobody reads them before they are filled anew.
        checkpoints.RemoveRange(target + 1, checkpoints.Count - target - 1);
        frontier = checkpoints[target].Frontier;
        open = new OpenNodes(depth, frontier);
        return null;
    }
}
