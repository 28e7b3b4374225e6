namespace ZToken.Constraints;

/// <summary>A path in a tree of four children a node, leaf level first, at a private position.</summary>
/// <remarks>
/// The position's bits ARE the path's: two for each level, child = low + 2 high, so the position, the sum of child * 4^level,
/// is bound to the path without a constraint.
/// </remarks>
public sealed class MerklePathWires
{
    private const int Siblings = 3;

    private readonly Advice[] siblings;
    private readonly Bit[] bits;

    /// <summary>Takes a path. Two constraints a level.</summary>
    /// <param name="cs">The circuit.</param>
    /// <param name="depth">Levels, 1 to 127.</param>
    /// <param name="position">The leaf's position; bits above the tree's are dropped.</param>
    /// <param name="siblings">Three for each level, leaf level first, in the order of the children.</param>
    /// <exception cref="ArgumentException">There are not three siblings for each level.</exception>
    public MerklePathWires(CircuitBuilder cs, int depth, Advice position, Advice[] siblings)
    {
        ArgumentNullException.ThrowIfNull(siblings);
        if (siblings.Length != Siblings * depth)
        {
            throw new ArgumentException($"A path of {depth} levels has {Siblings * depth} siblings, not {siblings.Length}.", nameof(siblings));
        }

        this.siblings = siblings;
        bits = cs.BitsOf(position, 2 * depth);
        Position = cs.Pack(bits);
    }

    /// <summary>Levels.</summary>
    public int Depth => bits.Length / 2;

    /// <summary>The leaf's position; free.</summary>
    public Wire Position { get; }

    /// <summary>The root above a leaf. 267 constraints a level: a permutation, and three for the choice among four children.</summary>
    /// <remarks>
    /// All four children of a node are the prover's choice; the one at the path's place is held equal to the node below, which
    /// saves putting that node in its place. Sound: the root commits to all four children of every node, one of which the
    /// position names.
    /// </remarks>
    public Wire RootOf(CircuitBuilder cs, Wire leaf)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope path = cs.Gadget("merkle path");
        Wire node = leaf;
        for (int level = 0; level < Depth; level++)
        {
            using GadgetScope scope = cs.Gadget("level");
            Bit low = bits[2 * level], high = bits[(2 * level) + 1];
            SlotRange places = cs.AllocateWires(Siblings + 1);
            cs.DeclareInputs(places);
            cs.Program.Run(new MerkleChildrenStep(
                cs.SlotOf(node), cs.SlotOf(low), cs.SlotOf(high), Array.ConvertAll(siblings[(Siblings * level)..(Siblings * (level + 1))], sibling => sibling.Slot), places));

            Wire[] children = [cs.WireAt(places[0]), cs.WireAt(places[1]), cs.WireAt(places[2]), cs.WireAt(places[3])];
            cs.AssertSelected(low, high, children, node);
            node = cs.Node(children[0], children[1], children[2], children[3]);
        }

        return node;
    }
}
