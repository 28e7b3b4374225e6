using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>A tree of four children a node as a map of its nodes that are not empty: slow, plain, and written apart from the trees of ZToken.Notes.</summary>
internal sealed class SparseTree(int depth)
{
    private readonly Dictionary<(int Level, ulong Index), Fr> nodes = [];
    private readonly Fr[] empty = EmptyNodes(depth);

    public Fr Root => NodeAt(depth, 0);

    public void Set(uint position, Fr leaf)
    {
        nodes[(0, position)] = leaf;
        for (int level = 1; level <= depth; level++)
        {
            ulong index = (ulong)position >> (2 * level);
            nodes[(level, index)] = Poseidon2.Node(NodeAt(level - 1, 4 * index), NodeAt(level - 1, (4 * index) + 1), NodeAt(level - 1, (4 * index) + 2), NodeAt(level - 1, (4 * index) + 3));
        }
    }

    public MerklePath PathOf(uint position)
    {
        List<Fr> siblings = [];
        for (int level = 0; level < depth; level++)
        {
            ulong own = (ulong)position >> (2 * level);
            for (ulong child = own & ~3UL; child < (own & ~3UL) + 4; child++)
            {
                if (child != own)
                {
                    siblings.Add(NodeAt(level, child));
                }
            }
        }

        return new MerklePath(position, siblings);
    }

    private Fr NodeAt(int level, ulong index) => nodes.TryGetValue((level, index), out Fr node) ? node : empty[level];

    private static Fr[] EmptyNodes(int depth)
    {
        Fr[] levels = new Fr[depth + 1];
        levels[0] = Poseidon2.EmptyLeaf;
        for (int level = 1; level <= depth; level++)
        {
            levels[level] = Poseidon2.Node(levels[level - 1], levels[level - 1], levels[level - 1], levels[level - 1]);
        }

        return levels;
    }
}
