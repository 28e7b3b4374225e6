using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

public sealed class TransferCircuitTests
{
    private static readonly AssetId Euro = new(1);

    /// <summary>The shapes with their constraints, public inputs and system hash: a change is a new version of the verifying key.</summary>
    public static TheoryData<int, int, int, int, string> Pinned => new()
    {
        { 2, 1, 22_366, 22, "6747ce94bfce9a00fef0b3eb828e32fa840b04f5372ceb82eb7880a5f6cc89e6" },
        { 8, 1, 51_773, 29, "edbbd933ddf085b58676afd5a48013920ad1f9cc7b825f34815088da9a6589d6" },
        { 2, 8, 59_606, 50, "91cd9fb24866adba51f78d319bb3a7f6ec8a31d14cc8231c220f18656da218cc" },
    };

    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 2, 1 }, { 8, 1 }, { 2, 8 } };

    [Theory]
    [MemberData(nameof(Pinned))]
    public void Each_shape_has_its_constraints_public_inputs_and_hash(int inputs, int payments, int rows, int publicInputs, string digest)
    {
        ConstraintSystem system = new TransferCircuit(new TransferShape(inputs, payments)).System;

        Assert.Equal(rows, system.RowCount);
        Assert.Equal(publicInputs, system.PublicInputCount);
        Assert.Equal(digest, Convert.ToHexStringLower(system.ComputeDigest()));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_honest_transfer_satisfies_circuit_and_relation(int inputs, int payments)
    {
        World world = new($"honest {inputs} {payments}");
        TransferShape shape = new(inputs, payments);
        World.Bank sender = world.Banks[0];
        PlannedTransfer transfer = PlannedTransfer.Create(
            World.Draft(shape, sender, [world.Give(sender, Euro, 100_00)], new Payment(world.Banks[1].Index, new Amount(30_00), Memo.FromText("invoice 7"))),
            sender.Keys,
            world.Random);

        TransferWitness witness = world.Witness(sender, transfer);

        Assert.Null(TransferRelation.FindViolation(witness));
        Assert.Null(new TransferCircuit(shape).Solve(witness).FirstFailure());
    }
}
