using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

/// <summary>A tree of four children a node with every node of every level computed anew, one by one: what the trees are compared with.</summary>
internal sealed class PlainTree
{
    private readonly Fr[][] levels;

    public PlainTree(int depth, IEnumerable<Fr> leaves)
    {
        levels = new Fr[depth + 1][];
        levels[0] = new Fr[1 << (2 * depth)];
        Array.Fill(levels[0], Poseidon2.EmptyLeaf);
        int next = 0;
        foreach (Fr leaf in leaves)
        {
            levels[0][next++] = leaf;
        }

        for (int level = 1; level <= depth; level++)
        {
            levels[level] = [.. levels[level - 1].Chunk(4).Select(c => Poseidon2.Node(c[0], c[1], c[2], c[3]))];
        }
    }

    public Fr Root => levels[^1][0];

    public MerklePath PathOf(uint position)
    {
        List<Fr> siblings = [];
        for (int level = 0; level < levels.Length - 1; level++)
        {
            int node = (int)(position >> (2 * level));
            siblings.AddRange(Enumerable.Range(node / 4 * 4, 4).Where(child => child != node).Select(child => levels[level][child]));
        }

        return new MerklePath(position, siblings);
    }

    /// <summary>The frontier's nodes, leaf level first: those complete at a count whose parents are not.</summary>
    public Fr[] Frontier(int count)
    {
        List<Fr> nodes = [];
        for (int level = 0; level < levels.Length; level++)
        {
            int complete = count >> (2 * level);
            nodes.AddRange(levels[level][(complete / 4 * 4)..complete]);
        }

        return [.. nodes];
    }
}
