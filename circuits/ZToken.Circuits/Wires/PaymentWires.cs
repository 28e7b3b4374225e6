using ZToken.Constraints;

namespace ZToken.Circuits;

/// <summary>A payment: who gets it, and how much.</summary>
internal sealed class PaymentWires
{
    private const int StreamLanes = 3;
    private const int AssetShift = 80;

    private PaymentWires(MemberWires payee, CommittedValueWires value) => (Payee, Value) = (payee, value);

    public MemberWires Payee { get; }

    public CommittedValueWires Value { get; }

    /// <summary>Takes a payment and holds its note to be the payee's, and its ciphertext to say so.</summary>
    /// <remarks>Lane 0: asset * 2^80 + value * 2^16 + sender's index. Lane 1: rcv. Lane 2 is rcm: the payee has it, and nobody sends it.</remarks>
    public static PaymentWires Take(CircuitBuilder<TransferWitness> cs, byte payment, AssetWires asset, MemberWires sender, EphemeralWires ephemeral, StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("payment");
        MemberWires payee = MemberWires.TakePayee(cs, payment, statement);
        CommittedValueWires value = CommittedValueWires.Take(cs, witness => witness.Payments[payment].Value, witness => witness.Payments[payment].Blinding);
        Wire[] stream = ephemeral.Keystream(cs, payee.ViewingPoint, payment, statement, StreamLanes);

        value.AssertOutput(cs, asset, payee.Owner, stream[2], statement.Outputs[payment]);
        Wire content = asset.Above(AssetShift) + (value.Amount * TransferCircuit.Power(TransferCircuit.IndexBits)) + sender.Index;
        cs.AssertEqual(content + stream[0], statement.PaymentContents[payment]);
        cs.AssertEqual(value.Blinding + stream[1], statement.PaymentBlindings[payment]);
        return new PaymentWires(payee, value);
    }
}
