using RocksDbSharp;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What a column family holds under hashes, behind a cache. Any number of threads may read.</summary>
internal sealed class NodeTable(ChainDatabase database, ColumnFamilyHandle family, long cacheBytes) : INodeStore
{
    private readonly NodeCache cache = new(cacheBytes);

    public byte[]? Find(in Hash256 hash)
    {
        if (cache.TryGet(hash, out byte[]? known))
        {
            return known;
        }

        Span<byte> key = stackalloc byte[Hash256.SizeInBytes];
        hash.WriteTo(key);
        byte[]? read = database.Get(key, family);
        if (read is not null)
        {
            cache.Add(hash, read);
        }

        return read;
    }

    /// <summary>Nodes are written with their block only.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public void Add(in Hash256 hash, byte[] node) => throw new InvalidOperationException("A view of the state is for reading.");

    public void Put(WriteBatch batch, IReadOnlyDictionary<Hash256, byte[]> nodes)
    {
        Span<byte> key = stackalloc byte[Hash256.SizeInBytes];
        foreach ((Hash256 hash, byte[] node) in nodes)
        {
            hash.WriteTo(key);
            batch.Put(key, node, family);
        }
    }

    /// <summary>Keeps in the cache what has just been written: the next block will ask for much of it.</summary>
    public void Remember(IReadOnlyDictionary<Hash256, byte[]> nodes)
    {
        foreach ((Hash256 hash, byte[] node) in nodes)
        {
            cache.Add(hash, node);
        }
    }
}
