using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class NoteTreeTests
{
    private const ulong Capacity = 1UL << 32;

    [Fact]
    public void An_empty_tree_has_the_root_of_empty_leaves()
    {
        Fr node = Poseidon2.EmptyLeaf;
        for (int level = 0; level < NoteTree.Depth; level++)
        {
            node = Poseidon2.Node(node, node, node, node);
        }

        Assert.Equal(node, new NoteTree().Root.Value);
        Assert.Equal(node, NoteFrontier.Empty.Root.Value);
        Assert.Null(new NoteTree().NewestCheckpoint);
    }

    [Fact]
    public void However_commitments_are_cut_into_blocks_the_tree_is_the_same()
    {
        NoteCommitment[] commitments = Commitments(0, 3000);
        NoteTree atOnce = new();
        NoteTree inBlocks = new();
        Assert.Null(atOnce.Append(commitments));
        int done = 0;
        for (ulong block = 0; done < commitments.Length; block++)
        {
            int size = Math.Min((int)(block * 7 % 40), commitments.Length - done);
            Assert.Null(inBlocks.Append(commitments.AsSpan(done, size), new ComputeOptions { Threads = 1 }));
            inBlocks.Checkpoint(block);
            done += size;
        }

        Assert.Equal(atOnce.Root, inBlocks.Root);
    }

    [Fact]
    public void Paths_of_many_notes_stay_true_through_many_blocks()
    {
        const int Blocks = 100, BlockSize = 203, Own = 3;
        NoteTree tree = new(checkpointsKept: 10);
        NoteCommitment[] commitments = Commitments(0, Blocks * BlockSize);
        RandomSource random = RandomSource.FromSeed("own notes"u8);
        Span<byte> draw = stackalloc byte[Own];
        HashSet<uint> own = [];
        for (int block = 0; block < Blocks; block++)
        {
            Assert.Null(tree.Append(commitments.AsSpan(block * BlockSize, BlockSize)));
            random.Fill(draw);
            foreach (byte place in draw)
            {
                uint position = (uint)((block * BlockSize) + (place % BlockSize));
                Assert.Null(tree.Mark(new NotePosition(position)));
                own.Add(position);
            }

            tree.Checkpoint((ulong)block);
        }

        Assert.Null(tree.RewindTo(Blocks - 5));
        own.RemoveWhere(position => position >= (Blocks - 4) * BlockSize);
        Assert.Equal(own.Count, tree.MarkedCount);
        foreach (uint position in own)
        {
            Assert.True(tree.TryPathOf(new NotePosition(position), out MerklePath? path));
            Assert.Equal(tree.Root.Value, path.RootOf(commitments[position].Value));
        }
    }

    [Fact]
    public void A_small_tree_can_be_filled_to_the_last_leaf_and_no_further()
    {
        const int Depth = 2;
        NoteTree tree = new(Depth, NoteFrontier.EmptyOf(Depth), 1);
        NoteCommitment[] commitments = Commitments(0, 16);
        Assert.Null(tree.Append(commitments.AsSpan(0, 11)));
        NoteRoot before = tree.Root;
        Assert.Equal(NoteTreeRefusal.Full, tree.Append(Commitments(50, 6)));
        Assert.Equal((11UL, before), (tree.Count, tree.Root));
        Assert.Null(tree.Append(commitments.AsSpan(11)));
        Assert.Equal(new PlainTree(Depth, commitments.Select(c => c.Value)).Root, tree.Root.Value);
        Assert.Equal(NoteTreeRefusal.Full, tree.Append(Commitments(50, 1)));
        Assert.Null(tree.Append([]));
        Assert.Null(tree.Mark(new NotePosition(15)));
        Assert.True(tree.TryPathOf(new NotePosition(15), out MerklePath? path));
        Assert.Equal(tree.Root.Value, path.RootOf(commitments[15].Value));
        tree.Checkpoint(1);
        Assert.True(NoteTree.TryRead(Depth, NoteTreeEncodingTests.Encode(tree), out NoteTree? read));
        Assert.Equal(tree.Root, read.Root);
        Assert.True(read.TryPathOf(new NotePosition(15), out path));
    }

    [Fact]
    public void The_last_of_four_billion_notes_has_a_path_and_there_is_no_place_for_one_more()
    {
        NoteTree tree = new(NoteFrontierTests.Made(Capacity - 3));
        Assert.Equal(NoteTreeRefusal.Full, tree.Append(Commitments(0, 4)));
        Assert.Equal(Capacity - 3, tree.Count);
        NoteCommitment[] last = Commitments(0, 3);
        Assert.Null(tree.Append(last));
        Assert.Equal(Capacity, tree.Count);
        Assert.Null(tree.Mark(new NotePosition(uint.MaxValue)));
        tree.Checkpoint(7);
        Assert.Equal(NoteTreeRefusal.Full, tree.Append(last.AsSpan(1, 1)));
        Assert.True(tree.TryPathOf(new NotePosition(uint.MaxValue), out MerklePath? path));
        Assert.Equal(tree.Root.Value, path.RootOf(last[^1].Value));
        Assert.True(NoteTree.TryRead(NoteTreeEncodingTests.Encode(tree), out NoteTree? read));
        Assert.Equal(tree.Root, read.Root);
        Assert.True(read.IsMarked(new NotePosition(uint.MaxValue)));
    }

    [Fact]
    public void A_cancelled_block_leaves_the_tree_as_it_was()
    {
        NoteTree tree = new();
        NoteCommitment[] commitments = Commitments(0, 60);
        Assert.Null(tree.Append(commitments.AsSpan(0, 30)));
        NoteRoot before = tree.Root;
        Assert.Throws<OperationCanceledException>(() => tree.Append(commitments.AsSpan(30), new ComputeOptions { Cancellation = new CancellationToken(canceled: true) }));
        Assert.Equal((30UL, before), (tree.Count, tree.Root));
        Assert.Null(tree.Append(commitments.AsSpan(30)));
        NoteTree other = new();
        Assert.Null(other.Append(commitments));
        Assert.Equal(other.Root, tree.Root);
    }

    [Fact]
    public void A_note_is_marked_before_the_next_checkpoint_or_not_at_all()
    {
        NoteTree tree = new();
        Assert.Equal(NoteTreeRefusal.NotAppended, tree.Mark(new NotePosition(0)));
        Assert.Null(tree.Append(Commitments(0, 6)));
        Assert.Null(tree.Mark(new NotePosition(2)));
        tree.Checkpoint(1);
        Assert.Equal(NoteTreeRefusal.BeforeCheckpoint, tree.Mark(new NotePosition(3)));
        Assert.Equal(NoteTreeRefusal.NotAppended, tree.Mark(new NotePosition(6)));
        Assert.Null(tree.Mark(new NotePosition(2)));
        Assert.Equal(1, tree.MarkedCount);
        Assert.False(tree.TryPathOf(new NotePosition(3), out _));
    }

    [Fact]
    public void A_spent_note_comes_back_with_its_path_when_its_spending_is_undone()
    {
        NoteTree tree = new(checkpointsKept: 2);
        NoteCommitment[] commitments = Commitments(0, 80);
        NotePosition note = new(5);
        Assert.Null(tree.Append(commitments.AsSpan(0, 10)));
        Assert.Null(tree.Mark(note));
        tree.Checkpoint(1);
        Assert.True(tree.Drop(note));
        Assert.False(tree.Drop(note));
        Assert.Null(tree.Append(commitments.AsSpan(10, 50)));
        tree.Checkpoint(2);
        Assert.False(tree.TryPathOf(note, out _));
        Assert.Null(tree.RewindTo(1));
        Assert.Null(tree.Append(commitments.AsSpan(10)));
        Assert.True(tree.TryPathOf(note, out MerklePath? path));
        Assert.Equal(tree.Root.Value, path.RootOf(commitments[5].Value));
    }

    [Fact]
    public void Nothing_beyond_the_oldest_checkpoint_can_be_undone()
    {
        NoteTree tree = new(checkpointsKept: 2);
        Assert.Equal(NoteTreeRefusal.NoCheckpoint, tree.RewindTo(0));
        foreach (ulong height in new ulong[] { 3, 5, 8 })
        {
            Assert.Null(tree.Append(Commitments(height, 3)));
            tree.Checkpoint(height);
        }

        Assert.Equal((5UL, 8UL), (tree.OldestCheckpoint, tree.NewestCheckpoint));
        Assert.Equal(NoteTreeRefusal.NoCheckpoint, tree.RewindTo(3));
        Assert.Equal(NoteTreeRefusal.NoCheckpoint, tree.RewindTo(7));
        Assert.Equal(9UL, tree.Count);
        Assert.Null(tree.RewindTo(5));
        Assert.Equal((6UL, 5UL), (tree.Count, tree.NewestCheckpoint));
    }

    [Fact]
    public void Heights_go_up_and_at_least_one_checkpoint_is_kept()
    {
        NoteTree tree = new();
        tree.Checkpoint(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Checkpoint(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoteTree(checkpointsKept: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoteTree(NoteTree.MaxCheckpoints + 1));
    }

    [Fact]
    public void A_tree_begun_from_the_chains_frontier_goes_on_like_one_that_saw_everything()
    {
        NoteTree whole = new();
        Assert.Null(whole.Append(Commitments(0, 77)));
        NoteTree late = new(whole.Frontier);
        foreach (NoteTree tree in new[] { whole, late })
        {
            Assert.Null(tree.Append(Commitments(77, 30)));
            Assert.Null(tree.Mark(new NotePosition(80)));
        }

        Assert.Equal(whole.Root, late.Root);
        Assert.True(whole.TryPathOf(new NotePosition(80), out MerklePath? first));
        Assert.True(late.TryPathOf(new NotePosition(80), out MerklePath? second));
        Assert.Equal(first.Siblings, second.Siblings);
        Assert.Equal(NoteTreeRefusal.BeforeCheckpoint, late.Mark(new NotePosition(76)));
    }

    internal static NoteCommitment[] Commitments(ulong first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new NoteCommitment(Poseidon2.Hash(Domains.Note, Fr.FromUInt64(first + (ulong)i), Fr.One, Fr.One)))];
}
