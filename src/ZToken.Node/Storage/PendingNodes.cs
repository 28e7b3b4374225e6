using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Nodes that a block has made and that are not written yet, over a store that has the others. For one thread at a time.</summary>
internal sealed class PendingNodes(INodeStore below) : INodeStore
{
    private Dictionary<Hash256, byte[]> added = [];

    /// <summary>What is not written yet.</summary>
    public IReadOnlyDictionary<Hash256, byte[]> Added => added;

    public byte[]? Find(in Hash256 hash) => added.TryGetValue(hash, out byte[]? node) ? node : below.Find(hash);

    public void Add(in Hash256 hash, byte[] node) => added.TryAdd(hash, node);

    /// <summary>Forgets what has been written since.</summary>
    public void Clear() => added = [];
}
