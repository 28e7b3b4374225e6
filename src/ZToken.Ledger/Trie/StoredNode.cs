using System.Diagnostics;

namespace ZToken.Ledger;

/// <summary>A node of which only the hash is known here.</summary>
internal sealed class StoredNode(byte[] reference) : TrieNode(reference)
{
    private readonly byte[] reference = reference;

    public Hash256 Hash => HashOf(reference);

    public override TrieNode Load(INodeStore store)
    {
        Hash256 hash = Hash;
        byte[] bytes = store.Find(hash) ?? throw new InvalidDataException($"The store does not have the trie's node {hash}.");
        return TrieNodeDecoder.TryRead(bytes, reference, out TrieNode? node) ? node : throw new InvalidDataException($"The store's node {hash} is malformed.");
    }

    public override TrieNode Insert(ReadOnlySpan<byte> path, byte[] value, INodeStore store) => throw NotLoaded();

    public override TrieNode? Remove(ReadOnlySpan<byte> path, INodeStore store) => throw NotLoaded();

    public override TrieNode? Step(ReadOnlySpan<byte> path, INodeStore? store, out int nibbles, out byte[]? value) => throw NotLoaded();

    protected override void Write(RlpWriter writer) => throw NotLoaded();

    private static UnreachableException NotLoaded() => new("A stored node is loaded before it is used.");
}
