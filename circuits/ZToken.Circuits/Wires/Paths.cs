using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>Paths of a witness as wires.</summary>
internal static class Paths
{
    public static MerklePathWires Take(CircuitBuilder<TransferWitness> cs, int depth, Func<TransferWitness, MerklePath> read) => new(
        cs,
        depth,
        cs.Advise(witness => Algebra.Fr.FromUInt64(read(witness).Position)),
        cs.Advise(MerklePath.SiblingCount * depth, (witness, values) =>
        {
            IReadOnlyList<Algebra.Fr> siblings = read(witness).Siblings;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = siblings[i];
            }
        }));
}
