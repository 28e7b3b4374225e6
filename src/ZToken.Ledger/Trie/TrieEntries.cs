namespace ZToken.Ledger;

/// <summary>Walks a trie in the order of its paths.</summary>
internal static class TrieEntries
{
    /// <summary>All entries whose path is at least a given one. Keeps one open branch a level; loads each node once and lets go of it.</summary>
    public static IEnumerable<KeyValuePair<byte[], byte[]>> Of(TrieNode? root, byte[] from, INodeStore store)
    {
        Stack<(byte[] Path, TrieNode Node)> open = new();
        if (root is not null)
        {
            open.Push(([], root));
        }

        while (open.TryPop(out (byte[] Path, TrieNode Node) next))
        {
            if (EndsBefore(next.Path, from))
            {
                continue;
            }

            switch (next.Node.Load(store))
            {
                case LeafNode leaf when !ComesBefore([.. next.Path, .. leaf.Path], from):
                    yield return new(HexPrefix.ToKey([.. next.Path, .. leaf.Path]), leaf.Value);
                    break;
                case ExtensionNode extension:
                    open.Push(([.. next.Path, .. extension.Path], extension.OnlyChild));
                    break;
                case BranchNode branch:
                    if (branch.Value is byte[] value && !ComesBefore(next.Path, from))
                    {
                        yield return new(HexPrefix.ToKey(next.Path), value);
                    }

                    for (int way = BranchNode.Ways - 1; way >= 0; way--)
                    {
                        if (branch[way] is TrieNode child)
                        {
                            open.Push(([.. next.Path, (byte)way], child));
                        }
                    }

                    break;
            }
        }
    }

    private static bool ComesBefore(ReadOnlySpan<byte> path, ReadOnlySpan<byte> from) => path.SequenceCompareTo(from) < 0;

    /// <summary>Whether every path that begins like this one comes before the other.</summary>
    private static bool EndsBefore(ReadOnlySpan<byte> start, ReadOnlySpan<byte> from) => ComesBefore(start, from) && !from.StartsWith(start);
}
