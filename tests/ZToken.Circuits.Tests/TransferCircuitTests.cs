using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

public sealed class TransferCircuitTests
{
    private static readonly AssetId Euro = new(1);

    /// <summary>The shapes with their constraints, public inputs and system hash: a change is a new version of the verifying key.</summary>
    public static TheoryData<int, int, int, int, string> Pinned => new()
    {
        { 2, 1, 22_398, 22, "4d5b503ec25140b533a3370a45cd65307879c2851c66eac213fde0ef97ec49d0" },
        { 8, 1, 51_805, 29, "daff7c404528a94a8bd9d508c34df083704a034137adac1ad90647c5df0700f4" },
        { 2, 8, 59_638, 50, "9071987e7cc3c0be8e2c34d967c978239fa1ea0ae8b2a476aa3d5fb700d5013b" },
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

    [Fact]
    public void The_constraints_of_the_everyday_shape_are_those_of_its_gadgets()
    {
        GadgetReport report = GadgetReport.Of(new TransferCircuit(TransferShape.Everyday).System);

        Assert.Equal(
            [("epoch", 1, 32), ("asset", 1, 33), ("ephemeral key", 1, 672), ("keys", 1, 950), ("sender", 1, 2_417), ("input", 2, 9_800), ("payment", 1, 5_320), ("change and sender", 1, 3_171)],
            report.Children.Select(gadget => (gadget.Name, gadget.Instances, gadget.Rows)));
        // The balance, and the public asset twice.
        Assert.Equal(3, report.Rows - report.Children.Sum(gadget => gadget.Rows));
    }

    [Fact]
    public void The_public_inputs_stand_in_the_order_of_the_statement()
    {
        ConstraintSystem system = new TransferCircuit(TransferShape.Everyday).System;

        Assert.Equal(
            [
                "noteRoot", "memberRoot", "epoch", "nf_1", "nf_2", "cm_1", "cv_1.u", "cm_2", "cv_2.u", "payment_1.content", "payment_1.blinding",
                "sender_1", "sender_2", "sender_3", "sender_4", "rk.u", "rk.v", "E.u", "E.v", "publicIn", "publicOut", "publicAsset",
            ],
            Enumerable.Range(1, system.PublicInputCount).Select(wire => system.DescribeWire(wire).Split(' ')[2]));
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
