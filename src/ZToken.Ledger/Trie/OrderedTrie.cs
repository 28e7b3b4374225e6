namespace ZToken.Ledger;

/// <summary>The trie of a list: each item under the encoding of its index. Headers hold its root for transactions, receipts and withdrawals.</summary>
public static class OrderedTrie
{
    /// <summary>The root of a list of encoded items.</summary>
    public static Hash256 RootOf(IReadOnlyList<byte[]> items) => Of(items).Root;

    /// <summary>The trie of a list of encoded items, for proofs.</summary>
    /// <exception cref="ArgumentException">An item is empty, which a trie cannot hold.</exception>
    public static PatriciaTrie Of(IReadOnlyList<byte[]> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        PatriciaTrie trie = new(TrieKeys.Plain, new MemoryNodeStore());
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i].Length == 0)
            {
                throw new ArgumentException($"Item {i} is empty.", nameof(items));
            }

            trie.Set(KeyOf(i), items[i]);
        }

        return trie;
    }

    /// <summary>The key of an index.</summary>
    public static byte[] KeyOf(int index)
    {
        RlpWriter writer = new(8);
        writer.Write((ulong)index);
        return writer.ToArray();
    }
}
