using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints;

/// <summary>"Under this root I know leaves of this total value": a small model of a payment, for tests and benchmarks.</summary>
/// <remarks>
/// A leaf hashes a value of 64 bits and a salt. 328 constraints a leaf (64 + 264), 269 a level, and one for the total.
/// A model, not a protocol: it neither hides which leaves are alike nor stops one from being counted twice.
/// </remarks>
/// <param name="depth">Levels of the tree, 1 to 31.</param>
/// <param name="leaves">Leaves that are shown to be in the tree.</param>
public sealed class MerkleMembershipCircuit(int depth, int leaves = 1) : Circuit<MerkleMembership>
{
    /// <summary>Bits of a value.</summary>
    public const int ValueBits = 64;

    /// <inheritdoc/>
    public override string Name => $"membership-{depth}x{leaves}";

    /// <inheritdoc/>
    protected override void Define(CircuitBuilder<MerkleMembership> cs)
    {
        ArgumentNullException.ThrowIfNull(cs);
        Wire root = cs.Public(m => m.Root);
        Wire total = cs.Public(m => m.Total);
        Wire sum = default;
        for (int i = 0; i < leaves; i++)
        {
            int leaf = i;
            Wire value = cs.Private(m => m.Leaves[leaf].Value, "value");
            Wire salt = cs.Private(m => m.Leaves[leaf].Salt, "salt");
            MerklePathWires path = new(cs, depth, cs.Advise(m => m.Leaves[leaf].Position), cs.Advise(3 * depth, (m, values) => m.Leaves[leaf].Siblings.CopyTo(values)));

            cs.AssertRange(value, ValueBits);
            cs.AssertEqual(path.RootOf(cs, cs.Hash(MerkleMembership.LeafDomain, value, salt, cs.Constant(0))), root);
            sum += value;
        }

        cs.AssertEqual(sum, total);
    }
}
