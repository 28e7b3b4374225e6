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
