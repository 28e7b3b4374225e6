using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A leaf's path to the root of a tree of four children a node.</summary>
/// <param name="Position">The leaf's place: two bits a level, leaf level lowest; child = low + 2 high.</param>
/// <param name="Siblings">Three for each level, leaf level first, in the order of the children with the path's own left out.</param>
public sealed record MerklePath(uint Position, IReadOnlyList<Fr> Siblings)
{
    /// <summary>Children of a node.</summary>
    public const int Arity = 4;

    /// <summary>Siblings of a node on the path.</summary>
    public const int SiblingCount = Arity - 1;

    /// <summary>Levels.</summary>
    public int Depth => Siblings.Count / SiblingCount;

    /// <summary>Kept out of logs: the position of a note that is about to be spent.</summary>
    public override string ToString() => "(path)";

    /// <summary>The root above a leaf at this place: one <see cref="Poseidon2.Node"/> a level.</summary>
    public Fr RootOf(in Fr leaf)
    {
        Fr node = leaf;
        Span<Fr> children = stackalloc Fr[Arity];
        for (int level = 0; level < Depth; level++)
        {
            int place = (int)(Position >> (2 * level)) & (Arity - 1);
            for (int i = 0, sibling = SiblingCount * level; i < Arity; i++)
            {
                children[i] = i == place ? node : Siblings[sibling++];
            }

            node = Poseidon2.Node(children[0], children[1], children[2], children[3]);
        }

        return node;
    }
}
