using System.Text;
using CsCheck;

namespace ZToken.Ledger.Tests;

/// <summary>A trie against a dictionary: any order, any removals, any commits and forks between.</summary>
public sealed class PatriciaTrieTests
{
    // Few distinct nibbles and lengths: paths that share, end within and branch off one another.
    private static readonly Gen<byte[]> Key = Gen.OneOf(Gen.Const((byte)0x00), Gen.Const((byte)0x01), Gen.Const((byte)0x10), Gen.Const((byte)0x11), Gen.Byte).Array[0, 4];

    private static readonly Gen<byte[]> Value = Gen.OneOf(Gen.Byte.Array[0, 3], Gen.Byte.Array[28, 40]);

    private static readonly Gen<(byte[] Key, byte[] Value, int Act)[]> Writes = Gen.Select(Key, Value, Gen.Int[0, 19]).Array[0, 60];

    [Fact]
    public void A_trie_holds_what_was_last_written() => Writes.Sample(writes =>
    {
        MemoryNodeStore store = new();
        PatriciaTrie trie = new(TrieKeys.Plain, store);
        SortedDictionary<string, byte[]> expected = new(StringComparer.Ordinal);
        foreach ((byte[] key, byte[] value, int act) in writes)
        {
            trie.Set(key, value);
            expected[Text(key)] = value;
            if (value.Length == 0)
            {
                expected.Remove(Text(key));
            }

            // Sometimes the hash is asked for, the nodes go to the store, or the trie is opened anew.
            _ = act switch
            {
                0 => trie.Root,
                1 or 2 => trie.Commit(act - 1),
                _ => default,
            };
            trie = act == 3 ? new PatriciaTrie(TrieKeys.Plain, store, trie.Commit()) : trie;
        }

        Assert.Equal(Rebuilt(expected).Root, trie.Root);
        Assert.Equal(expected.Count == 0, trie.IsEmpty);
        Assert.Equal(expected, trie.Entries([]).Select(entry => KeyValuePair.Create(Text(entry.Key), entry.Value)));
        Assert.All(writes, write => Assert.Equal(expected.GetValueOrDefault(Text(write.Key)), trie.Find(write.Key)));
    }, iter: 2_000);

    [Fact]
    public void A_fork_leaves_the_trie_as_it_is() => Gen.Select(Writes, Writes).Sample((before, after) =>
    {
        PatriciaTrie trie = Filled(before);
        KeyValuePair<byte[], byte[]>[] entries = [.. trie.Entries([])];
        PatriciaTrie fork = trie.Fork();
        foreach ((byte[] key, byte[] value, _) in after)
        {
            fork.Set(key, value);
        }

        Assert.Equal(Filled([.. before, .. after]).Root, fork.Root);
        Assert.Equal(entries, trie.Entries([]));
        Assert.Equal(Filled(before).Root, trie.Root);
    }, iter: 500);

    [Fact]
    public void Entries_begin_where_they_are_told() => Gen.Select(Writes, Key).Sample((writes, from) =>
    {
        PatriciaTrie trie = Filled(writes);
        Assert.Equal(trie.Entries([]).Where(entry => entry.Key.AsSpan().SequenceCompareTo(from) >= 0), trie.Entries(from));
    }, iter: 1_000);

    [Fact]
    public void Proofs_hold_for_what_is_there_and_for_what_is_not() => Gen.Select(Writes, Key.Array[4], Gen.Enum<TrieKeys>()).Sample((writes, others, keys) =>
    {
        PatriciaTrie trie = Filled(writes, keys);
        foreach (byte[] key in writes.Select(write => write.Key).Concat(others))
        {
            Assert.True(TrieProof.TryVerify(trie.Root, keys, key, trie.Prove(key), out byte[]? value));
            Assert.Equal(trie.Find(key), value);
        }
    }, iter: 500);

    [Fact]
    public void A_changed_proof_proves_nothing_else() => Gen.Select(Writes, Key, Gen.Int, Gen.Int, Gen.Byte[1, 255]).Sample((writes, key, node, place, change) =>
    {
        PatriciaTrie trie = Filled(writes);
        byte[]? expected = trie.Find(key);
        byte[][] proof = [.. trie.Prove(key).Select(bytes => (byte[])bytes.Clone())];
        if (proof.Length == 0)
        {
            return;
        }

        AssertRefused(proof[..^1], "shortened");
        AssertRefused([.. proof, proof[^1]], "lengthened");
        AssertRefused([proof[0], .. proof], "repeated");
        byte[] changed = proof[(uint)node % proof.Length];
        changed[(int)((uint)place % changed.Length)] ^= change;
        AssertRefused(proof, "changed");

        void AssertRefused(byte[][] wrong, string how)
        {
            Assert.False(TrieProof.TryVerify(trie.Root, TrieKeys.Plain, key, wrong, out byte[]? value), how);
            Assert.True(value is null, how + ", " + (expected is null));
        }
    }, iter: 1_000);

    [Fact]
    public void An_empty_trie_proves_that_it_is_empty()
    {
        Assert.True(TrieProof.TryVerify(PatriciaTrie.EmptyRoot, TrieKeys.Hashed, [1], [], out byte[]? value));
        Assert.Null(value);
        Assert.False(TrieProof.TryVerify(Hash256.Zero, TrieKeys.Hashed, [1], [], out _));
        // The root's hash is that of the empty string, which is no node.
        Assert.False(TrieProof.TryVerify(PatriciaTrie.EmptyRoot, TrieKeys.Hashed, [1], [[0x80]], out _));
        Assert.Equal("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421", PatriciaTrie.EmptyRoot.ToString());
    }

    [Theory]
    [InlineData("c0")]
    [InlineData("c3820000")]
    [InlineData("c24001")]
    [InlineData("c22001c0")]
    [InlineData("c22080")]
    [InlineData("c20001")]
    [InlineData("c32101")]
    [InlineData("c22101ff")]
    [InlineData("d28080808080808080808080808080808080c0")]
    [InlineData("d1808080808080808080808080808080808001")]
    public void Nodes_that_no_trie_has_are_refused_even_under_their_hash(string hex)
    {
        byte[] node = Convert.FromHexString(hex);
        Assert.False(TrieProof.TryVerify(Hash256.Of(node), TrieKeys.Plain, [], [node], out _));
    }

    [Fact]
    public void What_is_committed_is_opened_again_and_what_is_missing_is_named()
    {
        MemoryNodeStore store = new();
        PatriciaTrie trie = new(TrieKeys.Hashed, store);
        for (int i = 0; i < 500; i++)
        {
            trie.Set(BitConverter.GetBytes(i), BitConverter.GetBytes(~i));
        }

        Hash256 root = trie.Commit(levels: 0);
        int nodes = store.Count;
        Assert.Equal(root, trie.Commit());
        Assert.Equal(nodes, store.Count);

        PatriciaTrie opened = new(TrieKeys.Hashed, store, root);
        Assert.Equal(BitConverter.GetBytes(~77), opened.Find(BitConverter.GetBytes(77)));
        Assert.Equal(500, opened.Entries([]).Count());
        for (int i = 0; i < 500; i++)
        {
            opened.Remove(BitConverter.GetBytes(i));
        }

        Assert.Equal(PatriciaTrie.EmptyRoot, opened.Commit());

        PatriciaTrie lost = new(TrieKeys.Hashed, new MemoryNodeStore(), root);
        Assert.Contains(root.ToString(), Assert.Throws<InvalidDataException>(() => lost.Find([1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_are_loaded_once_between_commits_and_let_go_of_by_each()
    {
        CountingStore store = new();
        PatriciaTrie trie = new(TrieKeys.Hashed, store);
        for (int i = 0; i < 1000; i++)
        {
            trie.Set(BitConverter.GetBytes(i), BitConverter.GetBytes(~i));
        }

        for (int levels = 0; levels < 3; levels++)
        {
            trie.Commit(levels);
            int before = store.Reads;
            Assert.NotNull(trie.Find(BitConverter.GetBytes(5)));
            int loaded = store.Reads - before;
            Assert.NotNull(trie.Find(BitConverter.GetBytes(5)));
            Assert.Equal(before + loaded, store.Reads);

            // What a commit that keeps some levels kept, need not be loaded.
            trie.Commit(levels);
            Assert.NotNull(trie.Find(BitConverter.GetBytes(5)));
            Assert.InRange(store.Reads - before - loaded, 1, 4 - levels);
        }
    }

    [Fact]
    public void Forks_may_be_read_written_and_committed_by_threads_of_their_own()
    {
        PatriciaTrie trie = new(TrieKeys.Hashed, new MemoryNodeStore());
        for (int i = 0; i < 2000; i++)
        {
            trie.Set(BitConverter.GetBytes(i), BitConverter.GetBytes(~i));
        }

        trie.Commit(levels: 1);
        PatriciaTrie[] forks = [.. Enumerable.Range(0, 8).Select(_ => trie.Fork())];
        Hash256[] roots = new Hash256[forks.Length];
        Parallel.For(0, forks.Length, new ParallelOptions { MaxDegreeOfParallelism = forks.Length }, index =>
        {
            for (int i = 0; i < 2000; i++)
            {
                Assert.Equal(BitConverter.GetBytes(~i), forks[index].Find(BitConverter.GetBytes(i)));
                if (i % 7 == 0)
                {
                    forks[index].Remove(BitConverter.GetBytes(i));
                }

                if (i % 100 == index)
                {
                    forks[index].Commit(i % 3);
                }
            }

            roots[index] = forks[index].Root;
        });

        PatriciaTrie expected = new(TrieKeys.Hashed, new MemoryNodeStore());
        for (int i = 0; i < 2000; i++)
        {
            if (i % 7 != 0)
            {
                expected.Set(BitConverter.GetBytes(i), BitConverter.GetBytes(~i));
            }
        }

        Assert.All(roots, root => Assert.Equal(expected.Root, root));
    }

    [Fact]
    public void A_malformed_node_in_the_store_is_named()
    {
        MemoryNodeStore store = new();
        Hash256 hash = Hash256.Of([1]);
        store.Add(hash, [0xc0]);
        Assert.Throws<InvalidDataException>(() => new PatriciaTrie(TrieKeys.Plain, store, hash).Find([]));
    }

    [Fact]
    public void A_key_that_is_too_long_is_the_callers_mistake()
    {
        PatriciaTrie trie = new(TrieKeys.Plain, new MemoryNodeStore());
        trie.Set(new byte[64], [1]);
        Assert.Throws<ArgumentException>(() => trie.Set(new byte[65], [1]));
    }

    [Fact]
    public void Lists_are_tries_of_their_indices()
    {
        byte[][] items = [.. Enumerable.Range(1, 300).Select(i => Encoding.ASCII.GetBytes("item " + i))];
        PatriciaTrie trie = OrderedTrie.Of(items);
        Assert.Equal(OrderedTrie.RootOf(items), trie.Root);
        Assert.Equal(PatriciaTrie.EmptyRoot, OrderedTrie.RootOf([]));
        Assert.Equal([0x80], OrderedTrie.KeyOf(0));
        Assert.Equal([0x81, 0x80], OrderedTrie.KeyOf(128));
        for (int i = 0; i < items.Length; i++)
        {
            Assert.True(TrieProof.TryVerify(trie.Root, TrieKeys.Plain, OrderedTrie.KeyOf(i), trie.Prove(OrderedTrie.KeyOf(i)), out byte[]? item));
            Assert.Equal(items[i], item);
        }

        Assert.Throws<ArgumentException>(() => OrderedTrie.Of([[]]));
    }

    private static PatriciaTrie Filled((byte[] Key, byte[] Value, int Act)[] writes, TrieKeys keys = TrieKeys.Plain)
    {
        PatriciaTrie trie = new(keys, new MemoryNodeStore());
        foreach ((byte[] key, byte[] value, _) in writes)
        {
            trie.Set(key, value);
        }

        return trie;
    }

    private static PatriciaTrie Rebuilt(SortedDictionary<string, byte[]> entries) =>
        Filled([.. entries.Select(entry => (Convert.FromHexString(entry.Key), entry.Value, 0))]);

    private static string Text(byte[] key) => Convert.ToHexString(key);

    private sealed class CountingStore : INodeStore
    {
        private readonly MemoryNodeStore nodes = new();

        public int Reads { get; private set; }

        public byte[]? Find(in Hash256 hash)
        {
            Reads++;
            return nodes.Find(hash);
        }

        public void Add(in Hash256 hash, byte[] node) => nodes.Add(hash, node);
    }
}
