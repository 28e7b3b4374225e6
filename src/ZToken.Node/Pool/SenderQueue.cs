using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The transactions of one sender that wait, by nonce.</summary>
internal sealed class SenderQueue(Address sender, ulong nonce)
{
    private readonly SortedDictionary<ulong, PoolEntry> entries = [];
    private Word cost;

    public Address Sender { get; } = sender;

    /// <summary>The nonce of the account at the head.</summary>
    public ulong Nonce { get; private set; } = nonce;

    /// <summary>The first nonce that is free.</summary>
    public ulong NextNonce { get; private set; } = nonce;

    public int Count => entries.Count;

    /// <summary>How many can be in the next block.</summary>
    public int PendingCount => (int)(NextNonce - Nonce);

    public IEnumerable<PoolEntry> Entries => entries.Values;

    /// <summary>Those that can be in the next block, in their order.</summary>
    public IEnumerable<PoolEntry> Pending => entries.Values.TakeWhile(entry => entry.Nonce < NextNonce);

    public PoolEntry? Find(ulong nonce) => entries.GetValueOrDefault(nonce);

    /// <summary>Adds one that <see cref="CanPay"/> lets in.</summary>
    public void Put(PoolEntry entry)
    {
        Remove(entry.Nonce, opensGap: false);
        entries.Add(entry.Nonce, entry);
        cost += entry.MostCost;
        FindNextNonce();
    }

    public void Remove(PoolEntry entry) => Remove(entry.Nonce, opensGap: true);

    /// <summary>Takes over what the account is at a new head.</summary>
    /// <returns>Transactions that no block can take any more.</returns>
    public List<PoolEntry> Advance(ulong nonce)
    {
        List<PoolEntry> gone = [.. entries.Values.TakeWhile(entry => entry.Nonce < nonce)];
        gone.ForEach(entry => Remove(entry.Nonce, opensGap: false));
        Nonce = nonce;
        NextNonce = Math.Max(NextNonce, nonce);
        FindNextNonce();
        return gone;
    }

    /// <summary>Whether the sender can pay for another one, were all to cost what they may.</summary>
    public bool CanPay(PoolEntry other, in Word balance)
    {
        Word others = entries.TryGetValue(other.Nonce, out PoolEntry? replaced) ? cost - replaced.MostCost : cost;
        return Word.AddWithCarry(others, other.MostCost, out Word sum) == 0 && sum <= balance;
    }

    private void Remove(ulong nonce, bool opensGap)
    {
        if (entries.Remove(nonce, out PoolEntry? removed))
        {
            cost -= removed.MostCost;
            if (opensGap && nonce < NextNonce)
            {
                NextNonce = nonce;
            }
        }
    }

    private void FindNextNonce()
    {
        while (entries.ContainsKey(NextNonce))
        {
            NextNonce++;
        }
    }
}
