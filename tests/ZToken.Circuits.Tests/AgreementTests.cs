using System.Collections.Concurrent;
using System.Globalization;
using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>Circuit and relation are two statements of the same rules: they give the same verdict on every case, honest or broken.</summary>
/// <param name="output">Is told how often each rule was reached.</param>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private const string CasesVariable = "ZTOKEN_TRANSFER_CASES";

    private static readonly ulong[] Amounts = [0, 1, 2, 99, 100_00, 1UL << 32, (1UL << 63) - 1, ulong.MaxValue];

    private static readonly TransferShape[] Shapes =
        [new(1, 1), new(1, 1), new(1, 2), TransferShape.Everyday, TransferShape.Everyday, TransferShape.Everyday, new(3, 2)];

    [Fact]
    public void Circuit_and_relation_agree_on_generated_cases()
    {
        int cases = int.Parse(Environment.GetEnvironmentVariable(CasesVariable) ?? "500", CultureInfo.InvariantCulture);
        ConcurrentDictionary<TransferShape, TransferCircuit> circuits = new();
        ConcurrentDictionary<string, int> reached = new(StringComparer.Ordinal);
        ConcurrentBag<string> disagreements = [];
        _ = Parallel.For(0, cases, i =>
        {
            TransferWitness witness = Generate(i);
            TransferViolation? violation = TransferRelation.FindViolation(witness);
            using Witness wires = circuits.GetOrAdd(witness.Shape, shape => new TransferCircuit(shape)).Solve(witness);
            ConstraintFailure? failure = wires.FirstFailure();
            _ = reached.AddOrUpdate(violation?.ToString() ?? "none", 1, (_, count) => count + 1);
            if (violation is null != failure is null)
            {
                disagreements.Add($"case {i}, {witness.Shape}: the relation says {violation?.ToString() ?? "yes"}, the circuit {failure?.ToString() ?? "yes"}");
            }
        });

        foreach ((string rule, int count) in reached.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"{count,6} {rule}");
        }

        Assert.Empty(disagreements);
        // Every rule is reached, but that of counts, which no witness that fits a circuit can break: it has a test of its own.
        string[] rules = [.. Enum.GetNames<TransferViolation>().Except([nameof(TransferViolation.WrongCounts)]), "none"];
        Assert.Empty(rules.Except(reached.Keys));
    }

    [Fact]
    public void Counts_that_are_not_the_shapes_are_refused_before_a_circuit_sees_them()
    {
        World world = new("counts");
        TransferWitness honest = world.Pay(TransferShape.Everyday, [world.Give(world.Banks[0], new AssetId(1), 100_00)]);
        TransferWitness[] others =
        [
            honest with { Shape = TransferShape.Consolidation },
            honest with { Inputs = honest.Inputs[..1] },
            honest with { Payments = [honest.Payments[0], honest.Payments[0]] },
            honest with { PublicInputs = honest.PublicInputs.Add(default) },
        ];

        Assert.All(others, witness => Assert.Equal(TransferViolation.WrongCounts, TransferRelation.FindViolation(witness)));
    }

    private static TransferWitness Generate(int number)
    {
        World world = new($"agreement {number}", banks: 3);
        int Pick(int count) => (int)(world.Number() % (ulong)count);
        TransferShape shape = number % 50 == 7 ? TransferShape.Consolidation : number % 50 == 8 ? TransferShape.PaymentRun : Shapes[Pick(Shapes.Length)];
        TransferWitness witness = Honest(world, shape, Pick);

        // A third stays honest; the others are broken once, and some of them twice.
        int breaks = number % 3 == 0 ? 0 : 1 + (Pick(8) == 0 ? 1 : 0);
        int brokenBefore = number - (number / 3) - 1;
        for (int i = 0; i < breaks; i++)
        {
            witness = Breakages.All[i == 0 ? brokenBefore % Breakages.All.Count : Pick(Breakages.All.Count)](witness, Pick);
        }

        // Of the broken ones a third fits what is public to what it claims, so that the rules behind the first are asked, too.
        return breaks > 0 && Pick(3) == 0 ? Forger.Restate(witness) : witness;
    }

    private static TransferWitness Honest(World world, TransferShape shape, Func<int, int> pick)
    {
        World.Bank sender = world.Banks[pick(3)];
        AssetId asset = new(pick(2) == 0 ? 1 : uint.MaxValue);
        while (true)
        {
            ulong publicIn = pick(4) == 0 ? Amounts[pick(Amounts.Length)] : 0;
            ulong publicOut = publicIn == 0 && pick(4) == 0 ? Amounts[pick(Amounts.Length)] : 0;
            TransferDraft draft = World.Draft(
                shape,
                sender,
                [.. Enumerable.Range(0, pick(shape.Inputs + 1)).Select(_ => world.Give(sender, asset, Amounts[pick(Amounts.Length)]))],
                [.. Enumerable.Range(0, pick(shape.Payments + 1)).Select(_ => new Payment(world.Banks[pick(3)].Index, new Amount(Amounts[pick(Amounts.Length)]), Memo.Empty))],
                publicIn,
                publicOut);
            if (draft.FindRefusal(sender.Keys.Owner) is null)
            {
                return world.Witness(sender, PlannedTransfer.Create(draft, sender.Keys, world.Random));
            }
        }
    }
}
