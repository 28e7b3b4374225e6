using System.Diagnostics.CodeAnalysis;

namespace ZToken.Ledger;

/// <summary>Reads the bytes of nodes, of a store or of a proof.</summary>
internal static class TrieNodeDecoder
{
    private const int ItemsOfBranch = BranchNode.Ways + 1;

    /// <summary>Reads a node. A node within a node has less than 32 bytes, so that the depth of the recursion is small.</summary>
    /// <param name="bytes">The node and nothing else.</param>
    /// <param name="reference">What stands for it in its parent, where that is known.</param>
    /// <param name="node">The node.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, byte[]? reference, [NotNullWhen(true)] out TrieNode? node)
    {
        node = null;
        if (!RlpReader.TryReadOnlyList(bytes, out RlpReader items))
        {
            return false;
        }

        RlpReader counted = items;
        int count = 0;
        while (count <= ItemsOfBranch && counted.TryReadEncoded(out _))
        {
            count++;
        }

        return counted.IsAtEnd && count switch
        {
            2 => TryReadPair(items, reference, out node),
            ItemsOfBranch => TryReadBranch(items, reference, out node),
            _ => false,
        };
    }

    private static bool TryReadPair(RlpReader items, byte[]? reference, [NotNullWhen(true)] out TrieNode? node)
    {
        node = null;
        if (!items.TryReadBytes(out ReadOnlySpan<byte> packed) || !HexPrefix.TryRead(packed, out byte[] path, out bool isLeaf))
        {
            return false;
        }

        if (!isLeaf)
        {
            node = path.Length > 0 && TryReadChild(ref items, out TrieNode? child) && child is not null ? new ExtensionNode(path, child, reference) : null;
        }
        else if (items.TryReadBytes(out ReadOnlySpan<byte> value) && !value.IsEmpty)
        {
            node = new LeafNode(path, value.ToArray(), reference);
        }

        return node is not null;
    }

    private static bool TryReadBranch(RlpReader items, byte[]? reference, [NotNullWhen(true)] out TrieNode? node)
    {
        node = null;
        TrieNode?[] children = new TrieNode?[BranchNode.Ways];
        for (int i = 0; i < children.Length; i++)
        {
            if (!TryReadChild(ref items, out children[i]))
            {
                return false;
            }
        }

        if (!items.TryReadBytes(out ReadOnlySpan<byte> value))
        {
            return false;
        }

        node = new BranchNode(children, value.IsEmpty ? null : value.ToArray(), reference);
        return true;
    }

    /// <summary>Reads what stands for a child: nothing, a hash, or a node of less than 32 bytes.</summary>
    private static bool TryReadChild(ref RlpReader items, out TrieNode? child)
    {
        child = null;
        bool isList = items.IsAtList;
        if (!items.TryReadEncoded(out ReadOnlySpan<byte> item))
        {
            return false;
        }

        if (isList)
        {
            return item.Length < Hash256.SizeInBytes && TryRead(item, item.ToArray(), out child);
        }

        if (item.Length == TrieNode.HashReferenceLength)
        {
            child = new StoredNode(item.ToArray());
            return true;
        }

        return item is [RlpPrefix.ShortString];
    }
}
