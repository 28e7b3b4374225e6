using System.Collections.Concurrent;

namespace ZToken.Ledger;

/// <summary>Nodes in memory; any number of threads may read and add.</summary>
public sealed class MemoryNodeStore : INodeStore
{
    private readonly ConcurrentDictionary<Hash256, byte[]> nodes = new();

    /// <summary>How many nodes there are.</summary>
    public int Count => nodes.Count;

    /// <inheritdoc/>
    public byte[]? Find(in Hash256 hash) => nodes.GetValueOrDefault(hash);

    /// <inheritdoc/>
    public void Add(in Hash256 hash, byte[] node)
    {
        ArgumentNullException.ThrowIfNull(node);
        nodes.TryAdd(hash, node);
    }
}
