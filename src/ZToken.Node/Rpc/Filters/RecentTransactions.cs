using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The hashes of the last transactions that came to the pool, numbered from 0: a ring, so that followers cost nothing.</summary>
internal sealed class RecentTransactions
{
    private const int Capacity = 16_384;

    private readonly Lock gate = new();
    private readonly Hash256[] ring = new Hash256[Capacity];
    private ulong count;

    /// <summary>The number that the next one gets.</summary>
    public ulong Next
    {
        get
        {
            lock (gate)
            {
                return count;
            }
        }
    }

    public void Add(SignedTransaction transaction)
    {
        lock (gate)
        {
            ring[count++ % Capacity] = transaction.Hash;
        }
    }

    /// <summary>Those from some number on, at most as many as are kept, and the number after the last.</summary>
    public (Hash256[] Hashes, ulong Next) From(ulong first)
    {
        lock (gate)
        {
            first = Math.Max(first, count > Capacity ? count - Capacity : 0);
            Hash256[] hashes = new Hash256[count > first ? count - first : 0];
            for (int i = 0; i < hashes.Length; i++)
            {
                hashes[i] = ring[(first + (ulong)i) % Capacity];
            }

            return (hashes, count);
        }
    }
}
