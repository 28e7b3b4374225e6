using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>What is needed of a note tree to append to it and to know its root: the complete nodes whose parents are not complete.</summary>
/// <remarks>
/// At each level as many as the count has in that digit to the base of four, at most three: no more than 48 nodes, which is what the contract stores.
/// The root costs up to 16 permutations, once.
/// </remarks>
public sealed class NoteFrontier
{
    private const int CountSize = sizeof(ulong);

    private readonly int depth;
    private readonly Fr[] nodes;

    // The node at each level whose subtree the next leaf goes into.
    private Fr[]? edge;

    /// <summary>Takes the nodes of all levels, leaf level first, as many as <see cref="NodeCount"/> says.</summary>
    internal NoteFrontier(int depth, ulong count, Fr[] nodes)
    {
        this.depth = depth;
        this.nodes = nodes;
        Count = count;
    }

    /// <summary>Of the tree in which there is no note.</summary>
    public static NoteFrontier Empty { get; } = EmptyOf(NoteTree.Depth);

    /// <summary>Leaves that were appended, 0 to 2^32: the position of the next.</summary>
    public ulong Count { get; }

    /// <summary>The root of the whole tree, its unused leaves empty.</summary>
    public NoteRoot Root => new(IsFull ? nodes[^1] : Edge[depth]);

    /// <summary>Bytes of the encoding: 8 for the count and 32 a node.</summary>
    public int SizeInBytes => CountSize + (nodes.Length * Fr.SizeInBytes);

    private bool IsFull => Count == CapacityOf(depth);

    private Fr[] Edge => edge ??= ComputeEdge();

    /// <summary>Reads count and nodes, leaf level first, all big-endian. The nodes are not checked: they are whatever the source says the chain holds.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NoteFrontier? frontier) =>
        TryRead(NoteTree.Depth, ref bytes, out frontier) && bytes.IsEmpty;

    /// <summary>Writes count and nodes, leaf level first, all big-endian.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> bytes = writer.GetSpan(SizeInBytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Count);
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i].WriteBigEndian(bytes[(CountSize + (i * Fr.SizeInBytes))..]);
        }

        writer.Advance(SizeInBytes);
    }

    internal static NoteFrontier EmptyOf(int depth) => new(depth, 0, []);

    /// <summary>4^depth.</summary>
    internal static ulong CapacityOf(int depth) => 1UL << (2 * depth);

    /// <summary>How many nodes of a level belong to the frontier of a tree of so many leaves.</summary>
    internal static int NodeCount(ulong count, int level) => (int)(count >> (2 * level)) & (MerklePath.Arity - 1);

    /// <summary>Reads a frontier from the beginning of some bytes and moves past it.</summary>
    internal static bool TryRead(int depth, ref ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NoteFrontier? frontier)
    {
        frontier = null;
        if (!BinaryPrimitives.TryReadUInt64BigEndian(bytes, out ulong count) || count > CapacityOf(depth))
        {
            return false;
        }

        bytes = bytes[CountSize..];
        Fr[] read = new Fr[TotalNodeCount(depth, count)];
        if (!TreeBytes.TryReadElements(ref bytes, read))
        {
            return false;
        }

        frontier = new NoteFrontier(depth, count, read);
        return true;
    }

    /// <summary>The frontier's nodes of a level, in their order.</summary>
    internal ReadOnlySpan<Fr> NodesAt(int level)
    {
        int start = level == 0 ? 0 : TotalNodeCount(level - 1, Count);
        return nodes.AsSpan(start, NodeCount(Count, level));
    }

    /// <summary>The four children, at a level, of the node that the next leaf goes into: complete ones, the one that the leaf goes into, empty ones. Not of a full tree.</summary>
    internal void CopyOpenChildren(int level, Span<Fr> children)
    {
        ReadOnlySpan<Fr> complete = NodesAt(level);
        complete.CopyTo(children);
        children[complete.Length] = Edge[level];
        children[(complete.Length + 1)..].Fill(EmptyNodes.At(level));
    }

    private static int TotalNodeCount(int highestLevel, ulong count)
    {
        int total = 0;
        for (int level = 0; level <= highestLevel; level++)
        {
            total += NodeCount(count, level);
        }

        return total;
    }

    private Fr[] ComputeEdge()
    {
        Fr[] computed = new Fr[depth + 1];
        Span<Fr> children = stackalloc Fr[MerklePath.Arity];
        bool isEmpty = true;
        computed[0] = EmptyNodes.At(0);
        for (int level = 0; level < depth; level++)
        {
            ReadOnlySpan<Fr> complete = NodesAt(level);
            isEmpty &= complete.IsEmpty;
            complete.CopyTo(children);
            children[complete.Length] = computed[level];
            children[(complete.Length + 1)..].Fill(EmptyNodes.At(level));
            computed[level + 1] = isEmpty ? EmptyNodes.At(level + 1) : Poseidon2.Node(children[0], children[1], children[2], children[3]);
        }

        return computed;
    }
}
