using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>The change, and what the transfer tells its sender and whoever may read with it: everything.</summary>
internal static class SenderGadget
{
    private const int PositionBits = 33;
    private const int PositionsInElement = 7;
    private const int FirstPositionLane = 4;

    /// <summary>Takes the change and holds the sender's ciphertext to the transfer.</summary>
    /// <remarks>
    /// Lane 0: esk, by which every payee's ciphertext can be read. Lane 1: asset, change and the payees' indices. Lane 2: rcv of the change.
    /// Lane 3 is the change's rcm and is not sent. From lane 4 on: where the notes stood that were spent.
    /// </remarks>
    public static CommittedValueWires AssertChangeAndMessage(
        CircuitBuilder<TransferWitness> cs,
        TransferShape shape,
        AssetWires asset,
        MemberWires sender,
        InputWires[] inputs,
        PaymentWires[] payments,
        EphemeralWires ephemeral,
        StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("change and sender");
        CommittedValueWires change = CommittedValueWires.Take(cs, witness => witness.Change, witness => witness.ChangeBlinding);
        Wire[] stream = ephemeral.Keystream(cs, sender.ViewingPoint, SharedPoint.SenderStream, statement, shape.SenderElements + 1);
        change.AssertOutput(cs, asset, sender.Owner, stream[3], statement.Outputs[^1]);

        int indices = TransferCircuit.IndexBits * shape.Payments;
        Wire content = asset.Above(Amount.BitCount + indices) + (change.Amount * TransferCircuit.Power(indices)) + PackIndices(cs, payments);
        cs.AssertEqual(ephemeral.Secret.Value + stream[0], statement.Sender[0]);
        cs.AssertEqual(content + stream[1], statement.Sender[1]);
        cs.AssertEqual(change.Blinding + stream[2], statement.Sender[2]);
        AssertPositions(cs, inputs, stream.AsSpan(FirstPositionLane), statement.Sender.AsSpan(FirstPositionLane - 1));
        return change;
    }

    // Sum of j_i * 2^(16 i): indices have 16 bits, being paths.
    private static Wire PackIndices(CircuitBuilder cs, PaymentWires[] payments) =>
        cs.Sum([.. payments.Select((payment, i) => payment.Payee.Index * TransferCircuit.Power(TransferCircuit.IndexBits * i))]);

    // Sum of p_i * 2^(33 (i mod 7)), p_i = real_i (position_i + 1): a dummy names no position, so it can name no false one.
    private static void AssertPositions(CircuitBuilder cs, InputWires[] inputs, ReadOnlySpan<Wire> lanes, ReadOnlySpan<Wire> elements)
    {
        for (int element = 0; element < elements.Length; element++)
        {
            IEnumerable<InputWires> group = inputs.Skip(PositionsInElement * element).Take(PositionsInElement);
            Wire packed = cs.Sum([.. group.Select((input, i) => cs.Multiply(input.IsReal, input.Position + 1) * TransferCircuit.Power(PositionBits * i))]);
            cs.AssertEqual(packed + lanes[element], elements[element]);
        }
    }
}
