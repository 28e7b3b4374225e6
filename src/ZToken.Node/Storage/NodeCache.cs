using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Nodes that were read or written lately, within bounds. Any number of threads may use it.</summary>
/// <remarks>
/// Two generations: what is asked for moves to the younger one, and when that is full the older one is dropped. That is nearly what dropping the least
/// recently used would do, without a list that all threads must change.
/// </remarks>
internal sealed class NodeCache(long mostBytes)
{
    // What an entry costs beside its bytes: the key, the array's header, the table's entry.
    private const int Overhead = 120;

    private readonly Lock turning = new();
    private ConcurrentDictionary<Hash256, byte[]> young = new();
    private ConcurrentDictionary<Hash256, byte[]> old = new();
    private long youngBytes;

    /// <summary>How many nodes it holds, those in both generations twice.</summary>
    public int Count => young.Count + old.Count;

    public bool TryGet(in Hash256 hash, [NotNullWhen(true)] out byte[]? node)
    {
        if (young.TryGetValue(hash, out node))
        {
            return true;
        }

        if (!old.TryGetValue(hash, out node))
        {
            return false;
        }

        Add(hash, node);
        return true;
    }

    public void Add(in Hash256 hash, byte[] node)
    {
        if (young.TryAdd(hash, node) && Interlocked.Add(ref youngBytes, node.Length + Overhead) > mostBytes / 2)
        {
            Turn();
        }
    }

    private void Turn()
    {
        lock (turning)
        {
            if (Interlocked.Read(ref youngBytes) > mostBytes / 2)
            {
                old = young;
                young = new ConcurrentDictionary<Hash256, byte[]>();
                Interlocked.Exchange(ref youngBytes, 0);
            }
        }
    }
}
