using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>The value of a note that is made, with its blinding.</summary>
internal sealed class CommittedValueWires
{
    private readonly Bit[] amountBits;
    private readonly Bit[] blindingBits;

    private CommittedValueWires(Wire amount, Bit[] amountBits, Wire blinding, Bit[] blindingBits) =>
        (Amount, this.amountBits, Blinding, this.blindingBits) = (amount, amountBits, blinding, blindingBits);

    public Wire Amount { get; }

    public Wire Blinding { get; }

    public static CommittedValueWires Take(CircuitBuilder<TransferWitness> cs, Func<TransferWitness, Fr> readValue, Func<TransferWitness, Fr> readBlinding)
    {
        Wire amount = cs.Private(readValue, "value"), blinding = cs.Private(readBlinding, "rcv");
        return new CommittedValueWires(amount, cs.BitsOf(amount, Notes.Amount.BitCount), blinding, cs.BitsOf(blinding, TransferCircuit.ScalarBits));
    }

    /// <summary>Holds an output to this value: cm with the given rcm, and cv.</summary>
    public void AssertOutput(CircuitBuilder cs, AssetWires asset, Wire owner, Wire randomness, OutputWires output)
    {
        using GadgetScope scope = cs.Gadget("output");
        cs.AssertEqual(cs.Hash(Domains.Note, asset.Above(Notes.Amount.BitCount) + Amount, owner, randomness), output.Commitment);
        cs.AssertEqual(cs.Commit(Bases.Value, amountBits, Bases.Blinding, blindingBits).U, output.ValueU);
    }
}
