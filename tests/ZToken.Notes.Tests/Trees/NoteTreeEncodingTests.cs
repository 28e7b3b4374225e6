using System.Buffers;
using CsCheck;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class NoteTreeEncodingTests
{
    private const int Depth = StoredNoteTree.Depth;
    private const int DigestSize = 32;

    private static readonly Dictionary<string, StoredNoteTree> impossible = new(StringComparer.Ordinal)
    {
        ["another format"] = new() { Format = 2 },
        ["no checkpoint may be kept"] = new() { Kept = 0, Checkpoints = [], Marked = [] },
        ["too many checkpoints may be kept"] = new() { Kept = NoteTree.MaxCheckpoints + 1 },
        ["more checkpoints than are kept"] = new() { Kept = 1 },
        ["heights stay"] = new() { Checkpoints = [(2, 1, [0]), (2, 3, [1])] },
        ["heights go down"] = new() { Checkpoints = [(3, 1, [0]), (2, 3, [1])] },
        ["counts go down"] = new() { Checkpoints = [(1, 3, [0]), (2, 2, [1])], Marked = [] },
        ["a count beyond the tree"] = new() { Checkpoints = [(1, 65, [])], Leaves = 0, Marked = [] },
        ["leaves beyond the tree"] = new() { Leaves = 62 },
        ["marked positions go down"] = new() { Marked = [4, 2] },
        ["a position marked twice"] = new() { Marked = [2, 2] },
        ["a position marked that is not there"] = new() { Marked = [2, 5] },
        ["a position marked and dropped"] = new() { Marked = [1, 4] },
        ["a position marked before any checkpoint"] = new() { Checkpoints = [], StartCount = 3, Marked = [2, 4] },
        ["a position dropped twice"] = new() { Checkpoints = [(1, 1, [0]), (2, 3, [0])] },
        ["a position dropped twice in one block"] = new() { Checkpoints = [(1, 1, []), (2, 3, [1, 1])] },
        ["a position dropped before it was there"] = new() { Checkpoints = [(1, 1, [1]), (2, 3, [])] },
    };

    [Fact]
    public void The_form_on_disk_is_pinned()
    {
        byte[] digest = new byte[32];
        Blake2b.HashData(Encode(Lived(NoteTree.Depth)), digest);
        Assert.Equal("c0086eaac114e2f83461f5f88199c13ed476527c4bd5df5222710da4729e89be", Convert.ToHexStringLower(digest));
    }

    [Fact]
    public void A_stored_tree_goes_on_as_if_it_had_never_been_stored()
    {
        NoteTree tree = Lived(NoteTree.Depth);
        Assert.True(NoteTree.TryRead(Encode(tree), out NoteTree? read));
        foreach (NoteTree each in new[] { tree, read })
        {
            Assert.Null(each.Append(NoteTreeTests.Commitments(500, 9)));
            Assert.Null(each.Mark(new NotePosition(31)));
            each.Checkpoint(9);
        }

        Assert.Equal(Encode(tree), Encode(read));
        Assert.Null(tree.RewindTo(4));
        Assert.Null(read.RewindTo(4));
        Assert.Equal(Encode(tree), Encode(read));
        Assert.True(read.IsMarked(new NotePosition(9)));
        Assert.True(read.IsMarked(new NotePosition(16)));
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] bytes = Encode(Lived(Depth));
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.False(NoteTree.TryRead(Depth, bytes, out _), $"byte {i}");
            bytes[i] ^= 1;
        }

        Assert.True(NoteTree.TryRead(Depth, bytes, out _));
    }

    [Fact]
    public void Other_lengths_depths_and_random_bytes_are_refused()
    {
        byte[] bytes = Encode(Lived(Depth));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(NoteTree.TryRead(Depth, bytes.AsSpan(..length), out _));
        }

        for (int length = 0; length < bytes.Length - DigestSize; length++)
        {
            Assert.False(NoteTree.TryRead(Depth, WithDigest(bytes[..length]), out _), $"{length} bytes");
        }

        Assert.False(NoteTree.TryRead(Depth, WithDigest([.. bytes[..^DigestSize], 0]), out _));
        Assert.False(NoteTree.TryRead(bytes, out _));
        Gen.Byte.Array[0, 200].Sample(random => !NoteTree.TryRead(Depth, WithDigest(random), out _));
    }

    [Fact]
    public void Whoever_makes_the_digest_anew_still_gets_only_states_of_one_encoding()
    {
        byte[] lived = Encode(Lived(Depth))[..^DigestSize];
        Gen.Select(Gen.Int, Gen.Byte[1, 255]).Sample(
            (place, change) =>
            {
                byte[] body = [.. lived];
                body[(uint)place % body.Length] ^= change;
                byte[] bytes = WithDigest(body);
                if (NoteTree.TryRead(Depth, bytes, out NoteTree? read))
                {
                    Assert.Equal(bytes, Encode(read));
                    Use(read);
                }
            },
            iter: 2000);
    }

    /// <summary>States that no sequence of a wallet's deeds leads to, each but one step from one that does.</summary>
    public static TheoryData<string> Impossible => [.. impossible.Keys];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_state_that_no_wallet_comes_to_is_refused(string what) =>
        Assert.False(NoteTree.TryRead(Depth, impossible[what].Encode(), out _));

    [Fact]
    public void The_states_beside_the_impossible_ones_are_read()
    {
        StoredNoteTree[] possible = [new(), new() { Checkpoints = [], StartCount = 3, Marked = [3, 4] }, new() { Kept = 2 }, new() { Leaves = 61 }];
        Assert.All(possible, state => Assert.True(NoteTree.TryRead(Depth, state.Encode(), out NoteTree? tree) && Encode(tree).AsSpan().SequenceEqual(state.Encode())));
    }

    [Fact]
    public void No_node_of_a_kept_path_can_be_another()
    {
        NoteTree tree = Lived(Depth);
        tree.Checkpoint(50);
        byte[] body = Encode(tree)[..^DigestSize];
        int groups = tree.GroupCount - OpenGroups(tree);
        Assert.True(groups > 3);
        for (int node = 1; node <= 4 * groups; node++)
        {
            body[^(32 * (node - 1) + 1)] ^= 1;
            Assert.False(NoteTree.TryRead(Depth, WithDigest(body), out _), $"node {node} from the end");
            body[^(32 * (node - 1) + 1)] ^= 1;
        }

        Assert.True(NoteTree.TryRead(Depth, WithDigest(body), out _));
    }

    internal static byte[] Encode(NoteTree tree)
    {
        ArrayBufferWriter<byte> writer = new();
        tree.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>A tree with checkpoints, marked notes, dropped ones and leaves since.</summary>
    private static NoteTree Lived(int depth)
    {
        NoteTree tree = new(depth, NoteFrontier.EmptyOf(depth), 3);
        foreach (ulong height in new ulong[] { 1, 2, 4, 5 })
        {
            Assert.Null(tree.Append(NoteTreeTests.Commitments(100 * height, 6)));
            Assert.Null(tree.Mark(new NotePosition((uint)tree.Count - 3)));
            Assert.Null(tree.Mark(new NotePosition((uint)tree.Count - 2)));
            tree.Checkpoint(height);
            Assert.True(tree.Drop(new NotePosition((uint)tree.Count - 2)));
        }

        Assert.True(tree.Drop(new NotePosition(9)));
        Assert.Null(tree.Append(NoteTreeTests.Commitments(1000, 5)));
        Assert.Null(tree.Mark(new NotePosition(25)));
        return tree;
    }

    /// <summary>Whatever was read can be used.</summary>
    private static void Use(NoteTree tree)
    {
        _ = tree.Append(NoteTreeTests.Commitments(0, 4));
        for (uint position = 0; position < 1 << (2 * Depth); position++)
        {
            _ = tree.TryPathOf(new NotePosition(position), out _);
            _ = tree.Drop(new NotePosition(position));
        }

        if (tree.NewestCheckpoint < ulong.MaxValue)
        {
            tree.Checkpoint(ulong.MaxValue);
        }

        _ = tree.RewindTo(tree.OldestCheckpoint ?? 0);
    }

    // Groups that some path needs and that the last checkpoint did not find complete are not written.
    private static int OpenGroups(NoteTree tree)
    {
        HashSet<(int, uint)> open = [];
        for (uint position = 0; position < tree.Count; position++)
        {
            if (!tree.IsMarked(new NotePosition(position)))
            {
                continue;
            }

            for (int level = 0; level < Depth; level++)
            {
                uint parent = position >> (2 * (level + 1));
                if ((parent + 1) << (2 * (level + 1)) > tree.Count)
                {
                    open.Add((level, parent));
                }
            }
        }

        return open.Count;
    }

    private static byte[] WithDigest(byte[] body)
    {
        byte[] bytes = [.. body, .. new byte[DigestSize]];
        NoteTree.WriteDigest(body, bytes.AsSpan(body.Length));
        return bytes;
    }
}
