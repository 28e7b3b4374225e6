using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>The roots of subtrees in which no leaf is used, one for each level.</summary>
internal static class EmptyNodes
{
    private const int Highest = NoteTree.Depth;

    private static readonly Fr[] levels = Compute();

    /// <summary>The root of an empty subtree of this many levels; the empty leaf at level 0.</summary>
    public static ref readonly Fr At(int level) => ref levels[level];

    private static Fr[] Compute()
    {
        Fr[] nodes = new Fr[Highest + 1];
        nodes[0] = Poseidon2.EmptyLeaf;
        for (int level = 1; level < nodes.Length; level++)
        {
            ref readonly Fr child = ref nodes[level - 1];
            nodes[level] = Poseidon2.Node(child, child, child, child);
        }

        return nodes;
    }
}
