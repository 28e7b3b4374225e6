using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints;

/// <summary>An input of <see cref="MerkleMembershipCircuit"/>.</summary>
/// <param name="Root">The tree's root.</param>
/// <param name="Total">The sum of the leaves' values.</param>
/// <param name="Leaves">The leaves that are shown.</param>
public sealed record MerkleMembership(Fr Root, Fr Total, IReadOnlyList<MerkleMembership.Leaf> Leaves)
{
    /// <summary>The domain in which leaves are hashed.</summary>
    public static HashDomain LeafDomain { get; } = HashDomain.FromName("SAMPLE");

    /// <summary>A leaf with its path.</summary>
    /// <param name="Value">Its value.</param>
    /// <param name="Salt">What hides its value in the tree.</param>
    /// <param name="Position">Its position.</param>
    /// <param name="Siblings">Three for each level, leaf level first.</param>
    public sealed record Leaf(Fr Value, Fr Salt, Fr Position, Fr[] Siblings);

    /// <summary>A tree with random leaves at its first positions and empty ones elsewhere.</summary>
    /// <param name="depth">Levels of the tree.</param>
    /// <param name="leaves">Leaves.</param>
    /// <param name="random">Where values and salts come from.</param>
    public static MerkleMembership Create(int depth, int leaves, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Fr[] values = new Fr[leaves], salts = new Fr[leaves];
        byte[] bytes = new byte[sizeof(ulong)];
        for (int i = 0; i < leaves; i++)
        {
            random.Fill(bytes);
            values[i] = Fr.FromUInt64(BitConverter.ToUInt64(bytes));
            salts[i] = Fr.Random(random);
        }

        // Each level from the nodes that are not empty; what lies beyond them is the root of an empty tree of that level.
        Fr[] nodes = [.. values.Zip(salts, (value, salt) => Poseidon2.Hash(LeafDomain, value, salt, Fr.Zero))];
        Fr empty = Poseidon2.EmptyLeaf;
        List<Fr>[] siblings = [.. nodes.Select(_ => new List<Fr>())];
        for (int level = 0; level < depth; level++)
        {
            for (int i = 0; i < leaves; i++)
            {
                int own = i >> (2 * level);
                siblings[i].AddRange(Enumerable.Range(own & ~3, 4).Where(child => child != own).Select(child => child < nodes.Length ? nodes[child] : empty));
            }

            Fr beyond = empty;
            nodes = [.. nodes.Chunk(4).Select(four => Parent([.. four, beyond, beyond, beyond]))];
            empty = Parent([beyond, beyond, beyond, beyond]);
        }

        Fr total = values.Aggregate(Fr.Zero, (sum, value) => sum + value);
        return new MerkleMembership(nodes[0], total, [.. Enumerable.Range(0, leaves).Select(i => new Leaf(values[i], salts[i], Fr.FromUInt64((ulong)i), [.. siblings[i]]))]);
    }

    private static Fr Parent(Fr[] children) => Poseidon2.Node(children[0], children[1], children[2], children[3]);
}
