using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using ZToken.Algebra;

namespace ZToken.Notes.Tests;

/// <summary>A note tree as the rules say it and nothing more: all leaves, the marks, and a copy of both for each checkpoint.</summary>
internal sealed class NoteTreeModel(int depth, int checkpointsKept)
{
    private readonly List<(ulong Height, State State)> checkpoints = [];
    private State now = new([], []);

    public ImmutableArray<Fr> Leaves => now.Leaves;

    public ImmutableSortedSet<uint> Marked => now.Marked;

    public IReadOnlyList<ulong> Heights => [.. checkpoints.Select(checkpoint => checkpoint.Height)];

    private int LeavesAtCheckpoint => checkpoints.Count == 0 ? 0 : checkpoints[^1].State.Leaves.Length;

    public NoteTreeRefusal? Append(Fr[] leaves)
    {
        if (now.Leaves.Length + leaves.Length > 1 << (2 * depth))
        {
            return NoteTreeRefusal.Full;
        }

        now = now with { Leaves = now.Leaves.AddRange(leaves) };
        return null;
    }

    public NoteTreeRefusal? Mark(uint position)
    {
        if (position >= now.Leaves.Length)
        {
            return NoteTreeRefusal.NotAppended;
        }

        if (!now.Marked.Contains(position) && position < LeavesAtCheckpoint)
        {
            return NoteTreeRefusal.BeforeCheckpoint;
        }

        now = now with { Marked = now.Marked.Add(position) };
        return null;
    }

    public bool Drop(uint position)
    {
        bool isMarked = now.Marked.Contains(position);
        now = now with { Marked = now.Marked.Remove(position) };
        return isMarked;
    }

    public void Checkpoint(ulong height)
    {
        checkpoints.Add((height, now));
        if (checkpoints.Count > checkpointsKept)
        {
            checkpoints.RemoveAt(0);
        }
    }

    public NoteTreeRefusal? RewindTo(ulong height)
    {
        int target = checkpoints.FindIndex(checkpoint => checkpoint.Height == height);
        if (target < 0)
        {
            return NoteTreeRefusal.NoCheckpoint;
        }

        now = checkpoints[target].State;
        checkpoints.RemoveRange(target + 1, checkpoints.Count - target - 1);
        return null;
    }

    /// <summary>Compares everything that a note tree shows.</summary>
    public void AssertEqualTo(NoteTree tree)
    {
        PlainTree plain = new(depth, now.Leaves);
        Assert.Equal((ulong)now.Leaves.Length, tree.Count);
        Assert.Equal(plain.Root, tree.Root.Value);
        Assert.Equal(EncodedFrontier(plain), Encoded(tree.Frontier));
        Assert.Equal(now.Marked.Count, tree.MarkedCount);
        Assert.Equal(Heights.Count == 0 ? null : Heights[0], tree.OldestCheckpoint);
        Assert.Equal(Heights.Count == 0 ? null : Heights[^1], tree.NewestCheckpoint);
        for (uint position = 0; position < now.Leaves.Length; position++)
        {
            Assert.Equal(now.Marked.Contains(position), tree.TryPathOf(new NotePosition(position), out MerklePath? path));
            if (path is not null)
            {
                Assert.Equal(plain.PathOf(position).Siblings, path.Siblings);
                Assert.Equal(position, path.Position);
                Assert.Equal(tree.Root.Value, path.RootOf(now.Leaves[(int)position]));
            }
        }
    }

    private static byte[] Encoded(NoteFrontier frontier)
    {
        ArrayBufferWriter<byte> writer = new();
        frontier.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }

    private byte[] EncodedFrontier(PlainTree plain)
    {
        Fr[] nodes = plain.Frontier(now.Leaves.Length);
        byte[] bytes = new byte[8 + (32 * nodes.Length)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)now.Leaves.Length);
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i].WriteBigEndian(bytes.AsSpan(8 + (32 * i)));
        }

        return bytes;
    }

    private sealed record State(ImmutableArray<Fr> Leaves, ImmutableSortedSet<uint> Marked);
}
