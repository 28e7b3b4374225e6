namespace ZToken.Ledger;

/// <summary>Checks what <see cref="PatriciaTrie.Prove"/> says, knowing the root alone.</summary>
public static class TrieProof
{
    /// <summary>Checks that a key has a value under a root, or that it has none.</summary>
    /// <param name="root">The root, from a block header that is trusted.</param>
    /// <param name="keys">How the trie makes paths of keys.</param>
    /// <param name="key">The key.</param>
    /// <param name="nodes">The nodes from the root on whose references are hashes, no more and no fewer.</param>
    /// <param name="value">What is proven: the value, or null for none.</param>
    /// <returns>False where the nodes prove nothing.</returns>
    /// <exception cref="ArgumentException">The key is longer than a trie takes.</exception>
    public static bool TryVerify(in Hash256 root, TrieKeys keys, ReadOnlySpan<byte> key, IReadOnlyList<byte[]> nodes, out byte[]? value)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        value = null;
        ReadOnlySpan<byte> path = PatriciaTrie.ToPath(keys, key);
        if (nodes.Count == 0)
        {
            return root == PatriciaTrie.EmptyRoot;
        }

        int used = 0;
        byte[]? found = null;
        TrieNode? node = Take(root, nodes, ref used);
        if (node is null)
        {
            return false;
        }

        while (node is not null)
        {
            node = node.Step(path, store: null, out int nibbles, out found);
            path = node is null ? default : path[nibbles..];
            if (node is StoredNode named && (node = Take(named.Hash, nodes, ref used)) is null)
            {
                return false;
            }
        }

        bool holds = used == nodes.Count;
        value = holds ? found : null;
        return holds;
    }

    /// <summary>The next node of the proof, if it is the one that its parent names.</summary>
    private static TrieNode? Take(in Hash256 hash, IReadOnlyList<byte[]> nodes, ref int used)
    {
        if (used == nodes.Count || Hash256.Of(nodes[used]) != hash)
        {
            return null;
        }

        return TrieNodeDecoder.TryRead(nodes[used++], reference: null, out TrieNode? node) ? node : null;
    }
}
