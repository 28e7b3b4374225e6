using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>No wire of an honest witness can be changed, alone or with others near it, but those that are declared free with their reason.</summary>
public sealed class MutationTests
{
    // The first public input is wire 1; the last is the public asset.
    private const int NoteRoot = 1;

    private static readonly AssetId Euro = new(1);

    public static TheoryData<string> Scenarios => ["two notes", "one note and a dummy", "shield", "unshield", "consolidation", "payment run"];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_wire_that_can_change_unnoticed_is_declared_free(string scenario)
    {
        TransferWitness honest = Honest(scenario);
        using Witness witness = new TransferCircuit(honest.Shape).Solve(honest);
        MutationAudit audit = new(witness);

        IReadOnlyList<int> unnoticed = audit.FindUnnoticed(RandomSource.FromSeed("mutations"u8));

        // Where coins move, the asset is bound; without a real note, the root is not.
        int[] expected = scenario switch
        {
            "shield" => [NoteRoot],
            "unshield" => [],
            _ => [honest.Shape.PublicInputs],
        };
        Assert.Equal(expected, unnoticed);
        Assert.All(unnoticed, wire => Assert.Contains(wire, witness.System.FreeWires.Keys));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Inputs_determine_every_other_wire(string scenario)
    {
        TransferWitness honest = Honest(scenario);
        using Witness witness = new TransferCircuit(honest.Shape).Solve(honest);

        Assert.Empty(FreedomAudit.FindUndetermined(witness).Select(witness.System.DescribeWire));
    }

    [Fact]
    public void Only_the_note_root_and_the_public_asset_are_declared_free_each_with_its_reason()
    {
        IReadOnlyDictionary<int, string> free = new TransferCircuit(TransferShape.Everyday).System.FreeWires;

        Assert.Equal([NoteRoot, TransferShape.Everyday.PublicInputs], free.Keys.Order());
        Assert.Contains("dummies", free[NoteRoot], StringComparison.Ordinal);
        Assert.Contains("contract", free[TransferShape.Everyday.PublicInputs], StringComparison.Ordinal);
    }

    private static TransferWitness Honest(string scenario)
    {
        World world = new("mutation " + scenario);
        World.Bank sender = world.Banks[0];
        Payment payment = new(world.Banks[1].Index, new Amount(30_00), Memo.Empty);
        SpendableNote[] Give(int count) => [.. Enumerable.Range(1, count).Select(i => world.Give(sender, Euro, (ulong)i * 100_00))];
        TransferDraft draft = scenario switch
        {
            "two notes" => World.Draft(TransferShape.Everyday, sender, Give(2), payment),
            "one note and a dummy" => World.Draft(TransferShape.Everyday, sender, Give(1), payment),
            "shield" => World.Draft(TransferShape.Everyday, sender, [], payment, publicIn: 50_00),
            "unshield" => World.Draft(TransferShape.Everyday, sender, Give(1), payment, publicOut: 20_00),
            "consolidation" => World.Draft(TransferShape.Consolidation, sender, Give(8), payment),
            _ => World.Draft(TransferShape.PaymentRun, sender, Give(2), payment),
        };
        return world.Witness(sender, PlannedTransfer.Create(draft, sender.Keys, world.Random));
    }
}
