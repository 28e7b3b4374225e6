namespace ZToken.Ledger;

/// <summary>A node of a trie (Yellow Paper, appendix D). What it says never changes, so that tries share nodes; what it caches may.</summary>
internal abstract class TrieNode
{
    /// <summary>Bytes of a reference by hash: the prefix of a string of 32 bytes, and these.</summary>
    public const int HashReferenceLength = 1 + Hash256.SizeInBytes;

    private byte[]? reference;

    // Whether a node below may have come since the last trim.
    private bool wasWalked = true;

    /// <summary>Makes a node; one with a reference comes from a store.</summary>
    protected TrieNode(byte[]? reference)
    {
        this.reference = reference;
        IsStored = reference is not null;
    }

    /// <summary>Whether this node and all below it are in the store.</summary>
    public bool IsStored { get; private set; }

    /// <summary>The nodes below, with gaps.</summary>
    protected virtual ReadOnlySpan<TrieNode?> Children => default;

    /// <summary>The node itself, taken from the store where only its hash is known.</summary>
    public virtual TrieNode Load(INodeStore store) => this;

    /// <summary>The trie below this node with a value set; the node itself where nothing changes.</summary>
    public abstract TrieNode Insert(ReadOnlySpan<byte> path, byte[] value, INodeStore store);

    /// <summary>The trie below this node without the value at a path: null where nothing remains, the node itself where there was none.</summary>
    public abstract TrieNode? Remove(ReadOnlySpan<byte> path, INodeStore store);

    /// <summary>One step down a path: the value where the path ends here, else the node below and how many nibbles lead there.</summary>
    /// <remarks>Without a store the node below may be one of which only the hash is known.</remarks>
    public abstract TrieNode? Step(ReadOnlySpan<byte> path, INodeStore? store, out int nibbles, out byte[]? value);

    /// <summary>This node below some more nibbles.</summary>
    public virtual TrieNode Below(ReadOnlySpan<byte> nibbles) => nibbles.IsEmpty ? this : new ExtensionNode(nibbles.ToArray(), this);

    /// <summary>What stands in the parent: the node itself below 32 bytes, else its hash. Computed once, the nodes below first.</summary>
    public byte[] Reference(RlpWriter scratch)
    {
        if (reference is null)
        {
            Encode(scratch);
            if (scratch.WrittenSpan.Length >= Hash256.SizeInBytes)
            {
                Hash256 hash = Hash256.Of(scratch.WrittenSpan);
                scratch.Clear();
                scratch.Write(hash);
            }

            reference = scratch.ToArray();
        }

        return reference;
    }

    /// <summary>The node's own bytes, in a scratch writer that holds nothing else.</summary>
    public void Encode(RlpWriter scratch)
    {
        foreach (TrieNode? child in Children)
        {
            child?.Reference(scratch);
        }

        scratch.Clear();
        Write(scratch);
    }

    /// <summary>Adds to a store this node and those below it that are not there.</summary>
    public void Save(INodeStore store, RlpWriter scratch)
    {
        if (IsStored)
        {
            return;
        }

        foreach (TrieNode? child in Children)
        {
            child?.Save(store, scratch);
        }

        byte[] own = Reference(scratch);
        if (own.Length == HashReferenceLength)
        {
            Encode(scratch);
            store.Add(HashOf(own), scratch.ToArray());
        }

        IsStored = true;
    }

    /// <summary>Lets go of what lies more than some nodes below this and can be loaded again. Looks only where something was walked since the last time.</summary>
    /// <returns>What stands for this node.</returns>
    public TrieNode Trim(int levels)
    {
        if (levels <= 0 && IsStored && reference is { Length: HashReferenceLength })
        {
            return new StoredNode(reference);
        }

        if (wasWalked)
        {
            wasWalked = false;
            TrimChildren(levels - 1);
        }

        return this;
    }

    /// <summary>The hash in a reference that holds one.</summary>
    public static Hash256 HashOf(ReadOnlySpan<byte> reference)
    {
        _ = Hash256.TryRead(reference[1..], out Hash256 hash);
        return hash;
    }

    /// <summary>Notes that a node below is, or will be, loaded.</summary>
    protected void MarkWalked() => wasWalked = true;

    protected virtual void TrimChildren(int levels)
    {
    }

    /// <summary>Writes the node, the references of those below it being known.</summary>
    protected abstract void Write(RlpWriter writer);
}
