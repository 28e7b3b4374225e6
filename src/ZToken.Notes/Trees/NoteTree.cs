using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>The tree of all note commitments, as a wallet follows it: its root, and the paths of the notes that are its own.</summary>
/// <remarks>
/// <para>
/// Four children a node, depth 16, append-only. Each block: <see cref="Append"/> its commitments, <see cref="Mark"/> those that are one's own,
/// <see cref="Drop"/> those that it spends, and <see cref="Checkpoint"/>. A block that the chain takes back is undone by <see cref="RewindTo"/>.
/// </para>
/// <para>
/// A node is kept only in groups of four siblings on the path of a marked note, once for all notes that share the group, and at the right edge. An appended
/// commitment completes, at each level, at most one group that an earlier note's path runs through, so that a block of n commitments costs n/3
/// permutations in lanes and 16 look-ups, however many notes are marked. Marking or dropping a note costs 16 look-ups, and so does reading its path; the root
/// costs 16 permutations one after another, only where it or a path is asked for.
/// </para>
/// <para>
/// So time grows with the commitments and memory with the notes: m notes spread at random over n commitments share about m log4(n/m) groups, 300 bytes each,
/// until the checkpoint before a note's spending has gone. A thousand notes in a hundred thousand commitments have 3,100 groups (0.9 MB); a million in ten
/// million 1.6 million (470 MB, and 206 MB stored). To catch up fast, append many blocks at a time: only the newest need a checkpoint each.
/// </para>
/// <para>Not for several threads at a time.</para>
/// </remarks>
public sealed partial class NoteTree
{
    /// <summary>Levels below the root.</summary>
    public const int Depth = 16;

    /// <summary>Checkpoints that are kept unless told otherwise.</summary>
    public const int DefaultCheckpoints = 100;

    /// <summary>The most checkpoints that can be kept; each takes up to 1.7 KB.</summary>
    public const int MaxCheckpoints = 10_000;

    private readonly int depth;
    private readonly int checkpointsKept;
    private readonly HashSet<uint> marked = [];
    private readonly WitnessNodes witnesses;

    // All nodes since the last checkpoint: what a note that is marked late needs.
    private OpenNodes open;
    private NoteFrontier? frontier;

    /// <summary>An empty tree.</summary>
    /// <param name="checkpointsKept">How many blocks can be taken back.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="MaxCheckpoints"/>.</exception>
    public NoteTree(int checkpointsKept = DefaultCheckpoints)
        : this(NoteFrontier.Empty, checkpointsKept)
    {
    }

    /// <summary>A tree from some block on, by the frontier that the chain holds: for a wallet that had no notes before.</summary>
    /// <param name="start">The frontier.</param>
    /// <param name="checkpointsKept">How many blocks can be taken back.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="MaxCheckpoints"/>.</exception>
    public NoteTree(NoteFrontier start, int checkpointsKept = DefaultCheckpoints)
        : this(Depth, start, checkpointsKept)
    {
    }

    /// <summary>A tree of another depth, for tests.</summary>
    internal NoteTree(int depth, NoteFrontier start, int checkpointsKept)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(checkpointsKept, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(checkpointsKept, MaxCheckpoints);
        this.depth = depth;
        this.checkpointsKept = checkpointsKept;
        witnesses = new WitnessNodes(depth);
        open = new OpenNodes(depth, start);
    }

    /// <summary>Commitments in the tree, 0 to 2^32: the position of the next.</summary>
    public ulong Count => open.Count;

    /// <summary>The root. Up to 16 permutations, once after each change.</summary>
    public NoteRoot Root => Frontier.Root;

    /// <summary>What the chain holds of the same tree.</summary>
    public NoteFrontier Frontier => frontier ??= open.ToFrontier();

    /// <summary>How many notes are marked.</summary>
    public int MarkedCount => marked.Count;

    /// <summary>How many groups of nodes are kept for paths.</summary>
    internal int GroupCount => witnesses.Count;

    /// <summary>Appends the commitments of a block, in the chain's order, the first at position <see cref="Count"/>.</summary>
    /// <param name="commitments">The commitments.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns><see cref="NoteTreeRefusal.Full"/> where they do not all fit in, null where they were appended.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was appended.</exception>
    public NoteTreeRefusal? Append(ReadOnlySpan<NoteCommitment> commitments, ComputeOptions? options = null)
    {
        ulong before = Count;
        if ((ulong)commitments.Length > NoteFrontier.CapacityOf(depth) - before)
        {
            return NoteTreeRefusal.Full;
        }

        open.Append(MemoryMarshal.Cast<NoteCommitment, Fr>(commitments), options);
        frontier = null;

        // Of the groups that earlier paths run through, one a level was incomplete.
        for (int level = 0; level < depth; level++)
        {
            ulong parent = before >> (2 * (level + 1));
            if (!WitnessNodes.IsComplete(parent, level, Count))
            {
                break;
            }

            if (witnesses.Needs(level, parent))
            {
                witnesses.Fill(level, parent, open.ChildrenOf(level, parent));
            }
        }

        return null;
    }

    /// <summary>Keeps a note's path from now on. The note must have been appended since the last checkpoint; marking it again does nothing.</summary>
    /// <returns><see cref="NoteTreeRefusal.NotAppended"/>, <see cref="NoteTreeRefusal.BeforeCheckpoint"/>, or null where the note is marked.</returns>
    public NoteTreeRefusal? Mark(NotePosition position)
    {
        if (position.Number >= Count)
        {
            return NoteTreeRefusal.NotAppended;
        }

        if (marked.Contains(position.Number))
        {
            return null;
        }

        if (position.Number < open.Start.Count)
        {
            return NoteTreeRefusal.BeforeCheckpoint;
        }

        marked.Add(position.Number);
        witnesses.Retain(position.Number);
        for (int level = 0; level < depth; level++)
        {
            ulong parent = WitnessNodes.ParentOf(position.Number, level);
            if (!WitnessNodes.IsComplete(parent, level, Count))
            {
                break;
            }

            witnesses.Fill(level, parent, open.ChildrenOf(level, parent));
        }

        return null;
    }

    /// <summary>Gives a note's path up, because it was spent. Rewinding to a checkpoint from before brings it back.</summary>
    /// <returns>False where the note is not marked.</returns>
    public bool Drop(NotePosition position)
    {
        if (!marked.Remove(position.Number))
        {
            return false;
        }

        if (position.Number < open.Start.Count)
        {
            checkpoints[^1].Dropped.Add(position.Number);
        }
        else
        {
            // Every checkpoint is older than the note: none will ask for it.
            witnesses.Release(position.Number);
        }

        return true;
    }

    /// <summary>Whether a note's path is kept.</summary>
    public bool IsMarked(NotePosition position) => marked.Contains(position.Number);

    /// <summary>A marked note's path under the current <see cref="Root"/>.</summary>
    /// <returns>False where the note is not marked.</returns>
    public bool TryPathOf(NotePosition position, [NotNullWhen(true)] out MerklePath? path)
    {
        path = null;
        if (!IsMarked(position))
        {
            return false;
        }

        Fr[] siblings = new Fr[MerklePath.SiblingCount * depth];
        Span<Fr> open4 = stackalloc Fr[MerklePath.Arity];
        for (int level = 0; level < depth; level++)
        {
            ulong parent = WitnessNodes.ParentOf(position.Number, level);
            ReadOnlySpan<Fr> group = open4;
            if (WitnessNodes.IsComplete(parent, level, Count))
            {
                group = witnesses.NodesOf(level, parent);
            }
            else
            {
                Frontier.CopyOpenChildren(level, open4);
            }

            int own = (int)(position.Number >> (2 * level)) & (MerklePath.Arity - 1);
            Span<Fr> others = siblings.AsSpan(MerklePath.SiblingCount * level, MerklePath.SiblingCount);
            group[..own].CopyTo(others);
            group[(own + 1)..].CopyTo(others[own..]);
        }

        path = new MerklePath(position.Number, siblings);
        return true;
    }
}
