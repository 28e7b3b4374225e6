using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints.Tests;

public sealed class MerklePathWiresTests
{
    private const int Depth = 3;

    private static readonly RootCircuit Circuit = new();

    [Fact]
    public void A_level_costs_269_constraints() => Assert.Equal(Depth * 269, Circuit.System.RowCount - 2);

    [Fact]
    public void Every_position_gives_the_root_above_it()
    {
        for (int position = 0; position < 64; position++)
        {
            using Witness witness = Circuit.Solve(Tree.PathTo(position));
            Assert.Null(Circuit.System.FirstFailure(witness.Wires)?.ToString());
        }
    }

    [Fact]
    public void Every_wire_of_a_path_is_bound()
    {
        using Witness witness = Circuit.Solve(Tree.PathTo(0b10_01_11));
        IReadOnlyList<int> unnoticed = new MutationAudit(witness).FindUnnoticed(RandomSource.FromSeed("paths"u8));
        Assert.Empty(unnoticed.Select(Circuit.System.DescribeWire));
        Assert.Empty(FreedomAudit.FindUndetermined(witness).Select(Circuit.System.DescribeWire));
    }

    [Fact]
    public void Another_leaf_root_or_position_is_refused()
    {
        Path path = Tree.PathTo(27);
        AssertRefused(path with { Leaf = path.Leaf + Fr.One });
        AssertRefused(path with { Root = path.Root + Fr.One });
        AssertRefused(path with { Claimed = path.Claimed + Fr.One });
        AssertRefused(path with { Position = Fr.FromUInt64(26), Claimed = Fr.FromUInt64(26) });
        Fr[] siblings = [.. path.Siblings];
        (siblings[3], siblings[4]) = (siblings[4], siblings[3]);
        AssertRefused(path with { Siblings = siblings });
    }

    [Fact]
    public void A_node_of_the_tree_is_not_a_leaf_of_it()
    {
        // The root of depth 3 with a path of depth 3 that begins one level up would need a fourth level above.
        Path path = Tree.PathTo(0);
        AssertRefused(path with { Leaf = Poseidon2.Node(path.Leaf, path.Siblings[0], path.Siblings[1], path.Siblings[2]) });
    }

    [Fact]
    public void A_path_of_the_wrong_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new GadgetCircuit(0, 0, (cs, _) => [new MerklePathWires(cs, 2, default, new Advice[5]).Position]).System);

    [Fact]
    public void The_sample_circuit_accepts_its_sample()
    {
        MerkleMembershipCircuit circuit = new(3, 5);
        MerkleMembership sample = MerkleMembership.Create(3, 5, RandomSource.FromSeed("members"u8));
        using Witness witness = circuit.Solve(sample);
        Assert.Null(circuit.System.FirstFailure(witness.Wires)?.ToString());
        Assert.Equal((5 * (64 + 264 + (3 * 269) + 1)) + 1, circuit.System.RowCount);

        using Witness wrong = circuit.Solve(sample with { Total = sample.Total + Fr.One });
        Assert.NotNull(circuit.System.FirstFailure(wrong.Wires));
    }

    private static void AssertRefused(Path path)
    {
        using Witness witness = Circuit.Solve(path);
        Assert.NotNull(Circuit.System.FirstFailure(witness.Wires));
    }

    private sealed record Path(Fr Root, Fr Leaf, Fr Position, Fr Claimed, Fr[] Siblings);

    private sealed class RootCircuit : Circuit<Path>
    {
        protected override void Define(CircuitBuilder<Path> cs)
        {
            Wire root = cs.Public(p => p.Root), claimed = cs.Public(p => p.Claimed);
            Wire leaf = cs.Private(p => p.Leaf);
            MerklePathWires path = new(cs, Depth, cs.Advise(p => p.Position), cs.Advise(3 * Depth, (p, values) => p.Siblings.CopyTo(values)));
            cs.AssertEqual(path.RootOf(cs, leaf), root);
            cs.AssertEqual(path.Position, claimed);
        }
    }

    // A full tree of 64 leaves with the values 1000 to 1063.
    private static class Tree
    {
        private static readonly Fr[][] levels = Create();

        public static Path PathTo(int position)
        {
            List<Fr> siblings = [];
            for (int level = 0; level < Depth; level++)
            {
                int own = position >> (2 * level);
                siblings.AddRange(Enumerable.Range(own & ~3, 4).Where(child => child != own).Select(child => levels[level][child]));
            }

            Fr place = Fr.FromUInt64((ulong)position);
            return new Path(levels[Depth][0], levels[0][position], place, place, [.. siblings]);
        }

        private static Fr[][] Create()
        {
            Fr[][] all = new Fr[Depth + 1][];
            all[0] = [.. Enumerable.Range(1000, 64).Select(value => Fr.FromUInt64((ulong)value))];
            for (int level = 0; level < Depth; level++)
            {
                all[level + 1] = [.. all[level].Chunk(4).Select(four => Poseidon2.Node(four[0], four[1], four[2], four[3]))];
            }

            return all;
        }
    }
}
