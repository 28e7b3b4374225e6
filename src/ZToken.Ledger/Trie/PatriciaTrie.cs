namespace ZToken.Ledger;

/// <summary>A Merkle-Patricia trie (Yellow Paper, appendix D): a map from keys to values with a hash over all of it.</summary>
/// <remarks>
/// Nodes are never changed: setting a value makes the nodes of one path anew and shares the rest, so that a copy costs nothing (<see cref="Fork"/>) and only
/// new nodes are hashed, once, when <see cref="Root"/> is asked for. In a trie of n hashed keys a path has about log16 n + 1 nodes; the folder's README has
/// measurements. One thread at a time may use a trie, and others its forks at the same time: what they share are nodes.
/// </remarks>
public sealed class PatriciaTrie
{
    /// <summary>The longest key, which bounds the depth.</summary>
    public const int LongestKey = 64;

    private readonly TrieKeys keys;
    private readonly INodeStore store;
    private readonly RlpWriter scratch = new(600);
    private TrieNode? root;

    /// <summary>Makes an empty trie.</summary>
    public PatriciaTrie(TrieKeys keys, INodeStore store)
        : this(keys, store, EmptyRoot)
    {
    }

    /// <summary>Opens the trie with some root: nodes are loaded as they are needed.</summary>
    public PatriciaTrie(TrieKeys keys, INodeStore store, in Hash256 root)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.keys = keys;
        this.store = store;
        scratch.Write(root);
        this.root = root == EmptyRoot ? null : new StoredNode(scratch.ToArray());
    }

    private PatriciaTrie(PatriciaTrie other)
    {
        keys = other.keys;
        store = other.store;
        root = other.root;
    }

    /// <summary>The root of a trie without values: the hash of the empty string's encoding.</summary>
    public static Hash256 EmptyRoot { get; } = Hash256.Of([RlpPrefix.ShortString]);

    /// <summary>The hash over all keys and values; hashes what is new since it was last asked for.</summary>
    public Hash256 Root
    {
        get
        {
            if (root is null)
            {
                return EmptyRoot;
            }

            byte[] reference = root.Reference(scratch);
            return reference.Length == TrieNode.HashReferenceLength ? TrieNode.HashOf(reference) : Hash256.Of(reference);
        }
    }

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => root is null;

    /// <summary>The value of a key, or null.</summary>
    /// <exception cref="InvalidDataException">The store lacks a node, or it is malformed.</exception>
    public byte[]? Find(ReadOnlySpan<byte> key)
    {
        byte[]? value = null;
        ReadOnlySpan<byte> path = ToPath(key);
        for (TrieNode? node = LoadedRoot(); node is not null;)
        {
            node = node.Step(path, store, out int nibbles, out value);
            path = node is null ? default : path[nibbles..];
        }

        return value;
    }

    /// <summary>Sets the value of a key; the empty value is none at all.</summary>
    /// <exception cref="ArgumentException">The key is longer than a trie takes.</exception>
    /// <exception cref="InvalidDataException">The store lacks a node, or it is malformed.</exception>
    public void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            Remove(key);
            return;
        }

        byte[] path = ToPath(key);
        root = LoadedRoot() is not TrieNode loaded ? new LeafNode(path, value.ToArray()) : loaded.Insert(path, value.ToArray(), store);
    }

    /// <summary>Takes a key out, if it is there.</summary>
    /// <exception cref="ArgumentException">The key is longer than a trie takes.</exception>
    /// <exception cref="InvalidDataException">The store lacks a node, or it is malformed.</exception>
    public void Remove(ReadOnlySpan<byte> key) => root = LoadedRoot()?.Remove(ToPath(key), store);

    /// <summary>A trie with the same values that goes its own way; costs nothing.</summary>
    public PatriciaTrie Fork() => new(this);

    /// <summary>Adds to the store what is not there, and lets go of nodes in memory but for the topmost.</summary>
    /// <param name="levels">How many levels of nodes to keep in memory: 5 are up to 69,905 nodes.</param>
    /// <returns>The root, under which the trie can be opened again.</returns>
    public Hash256 Commit(int levels = 5)
    {
        Hash256 hash = Root;
        if (root is null)
        {
            return hash;
        }

        root.Save(store, scratch);
        if (root.Reference(scratch).Length != TrieNode.HashReferenceLength)
        {
            root.Encode(scratch);
            store.Add(hash, scratch.ToArray());
        }

        root = root.Trim(levels);
        return hash;
    }

    /// <summary>The nodes from the root towards a key, which prove its value or that it has none: see <see cref="TrieProof"/>.</summary>
    /// <exception cref="InvalidDataException">The store lacks a node, or it is malformed.</exception>
    public IReadOnlyList<byte[]> Prove(ReadOnlySpan<byte> key)
    {
        List<byte[]> proof = [];
        ReadOnlySpan<byte> path = ToPath(key);
        for (TrieNode? node = LoadedRoot(); node is not null;)
        {
            // What is embedded in its parent needs no mention.
            if (proof.Count == 0 || node.Reference(scratch).Length == TrieNode.HashReferenceLength)
            {
                node.Encode(scratch);
                proof.Add(scratch.ToArray());
            }

            node = node.Step(path, store, out int nibbles, out _);
            path = node is null ? default : path[nibbles..];
        }

        return proof;
    }

    /// <summary>Paths, which are keys or their digests, and values in the order of the paths, from one path on.</summary>
    /// <exception cref="InvalidDataException">The store lacks a node, or it is malformed.</exception>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Entries(byte[] from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return TrieEntries.Of(root, HexPrefix.ToNibbles(from), store);
    }

    private TrieNode? LoadedRoot() => root = root?.Load(store);

    private byte[] ToPath(ReadOnlySpan<byte> key) => ToPath(keys, key);

    internal static byte[] ToPath(TrieKeys keys, ReadOnlySpan<byte> key)
    {
        if (key.Length > LongestKey)
        {
            throw new ArgumentException("A key of a trie has at most 64 bytes.", nameof(key));
        }

        return HexPrefix.ToNibbles(keys == TrieKeys.Hashed ? Hash256.Of(key).ToBytes() : key);
    }
}
