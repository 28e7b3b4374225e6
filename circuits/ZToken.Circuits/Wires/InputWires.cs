using ZToken.Constraints;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>A note that goes in, or a dummy that is worth nothing.</summary>
internal sealed class InputWires
{
    private InputWires(Bit isReal, Wire value, Wire position) => (IsReal, Value, Position) = (isReal, value, position);

    public Bit IsReal { get; }

    public Wire Value { get; }

    public Wire Position { get; }

    /// <summary>Takes an input and holds it to be a note of the sender under the root, or of no value; and its nullifier to be right.</summary>
    public static InputWires Take(CircuitBuilder<TransferWitness> cs, int input, AssetWires asset, KeyWires key, StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("input");
        Bit isReal = cs.AssertBoolean(cs.Private(witness => witness.Inputs[input].IsReal, "real"));
        Wire value = cs.Private(witness => witness.Inputs[input].Value, "value");
        Wire randomness = cs.Private(witness => witness.Inputs[input].Randomness, "rcm");
        MerklePathWires path = Paths.Take(cs, TransferCircuit.NoteTreeDepth, witness => witness.Inputs[input].Path);

        cs.AssertRange(value, Amount.BitCount);
        Wire commitment = cs.Hash(Domains.Note, asset.Above(Amount.BitCount) + value, key.Owner, randomness);
        cs.AssertEqualIf(isReal, path.RootOf(cs, commitment), statement.NoteRoot);
        cs.AssertProduct(!isReal, value, default);
        cs.AssertEqual(key.NullifierOf(cs, commitment, path.Position), statement.Nullifiers[input]);
        return new InputWires(isReal, value, path.Position);
    }
}
