using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Notes;
using static ZToken.Circuits.Tests.Forger;

namespace ZToken.Circuits.Tests;

/// <summary>Known attacks on what notes are worth: amounts that wrap, assets that change, sums that do not hold.</summary>
public sealed class ValueAttackTests
{
    private const string RangeRow = "bit * bit == bit";
    private const string BalanceRow = "into == outOf";

    private static readonly AssetId Euro = new(1);
    private static readonly AssetId Gold = new(2);
    private static readonly Fr Most = Fr.FromUInt64(ulong.MaxValue);

    private readonly World world = new("value attacks");

    private World.Bank Sender => world.Banks[0];

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void A_packed_pair_split_another_way(int inputs)
    {
        // asset * 2^64 + value = (asset - 1) * 2^64 + (value + 2^64): a note of gold, in the tree, spent as euros worth far more.
        TransferShape shape = new(inputs, 1);
        for (int i = 0; i < inputs; i++)
        {
            TransferWitness honest = world.Pay(shape, Notes(Gold, inputs));
            InputWitness[] split = [.. honest.Inputs.Select(input => As(input, Fr.Zero, Fr.Zero))];
            split[i] = As(honest.Inputs[i], Fr.One, honest.Inputs[i].Value + Power(64));

            AssertCaught(TransferViolation.InputRange, $"input[{i}]/bits[1] + 0: {RangeRow}", Balanced(honest with { Asset = Fr.One, Inputs = [.. split] }));
        }
    }

    [Fact]
    public void Missing_64_bit_range_on_an_input()
    {
        // The other way round: a note of euros as one of gold that is worth less than nothing, so that another note's value seems spent by it.
        SpendableNote euros = world.Give(Sender, Euro, 50_00), gold = world.Give(Sender, Gold, ulong.MaxValue);
        TransferWitness honest = world.Pay(TransferShape.Everyday, [gold]);
        InputWitness negative = new(Fr.One, Fr.FromUInt64(50_00) - Power(64), euros.Note.Randomness, world.NotePathOf(euros.Position));

        AssertCaught(TransferViolation.InputRange, $"input[1]/bits[1] + 0: {RangeRow}", Balanced(honest.WithInput(1, _ => negative)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 8)]
    public void Missing_64_bit_range_on_an_output(int inputs, int payments)
    {
        // A negative payment makes the change greater than what went in; a negative change a payment. The commitment to a value is whatever the rows leave.
        TransferWitness honest = world.Pay(new TransferShape(inputs, payments), Notes(Euro, inputs));
        Fr gain = Fr.FromUInt64(1_000_000_00);
        foreach (int i in new[] { 0, payments - 1 }.Distinct())
        {
            string row = $"payment[{i}]/bits[0] + 0: {RangeRow}";
            AssertCaught(TransferViolation.OutputRange, row, Balanced(honest.WithPayment(i, payment => payment with { Value = -gain })));
            AssertCaught(TransferViolation.OutputRange, $"change and sender[0]/bits[0] + 0: {RangeRow}", Balanced(honest.WithPayment(i, payment => payment with { Value = Most })));
        }

        // 2^64 more than it has bits for, all of it paid for.
        TransferWitness rich = world.Pay(TransferShape.Everyday, [world.Give(Sender, Euro, ulong.MaxValue), world.Give(Sender, Euro, 5)]);
        AssertCaught(TransferViolation.OutputRange, $"payment[0]/bits[0] + 0: {RangeRow}", Balanced(rich.WithPayment(0, payment => payment with { Value = Power(64) })));
    }

    [Fact]
    public void An_asset_that_is_none_or_beyond_32_bits()
    {
        // Notes as nobody could have made them stand in the tree, so that nothing but the asset's own range is in the way.
        foreach ((Fr asset, string row) in (ReadOnlySpan<(Fr, string)>)[(Fr.Zero, "(1 / asset) * asset"), (Power(32), $"asset[0]/bits[0] + 0: {RangeRow}"), (-Fr.One, $"asset[0]/bits[0] + 0: {RangeRow}")])
        {
            NotePosition position = new(77);
            TransferWitness honest = world.Pay(TransferShape.Everyday, Notes(Euro, 1));
            TransferWitness strange = honest with { Asset = asset };
            world.Plant(position, new NoteCommitment(CommitmentTo(strange, Most, OwnerOf(honest), Fr.FromUInt64(9))));
            strange = strange.WithInput(0, _ => new InputWitness(Fr.One, Most, Fr.FromUInt64(9), world.NotePathOf(position)));

            AssertCaught(TransferViolation.AssetRange, row, Balanced(strange).WithPublic(0, world.NoteRoot.Value));
        }
    }

    [Fact]
    public void Two_assets_in_one_pool_neither_pays_for_the_other()
    {
        // A note of gold among the inputs of a transfer of euros, and one of euros in a transfer that calls itself one of gold.
        SpendableNote gold = world.Give(Sender, Gold, 1_00);
        TransferWitness euros = world.Pay(TransferShape.Everyday, Notes(Euro, 1));
        InputWitness mixed = new(Fr.One, Fr.FromUInt64(1_00), gold.Note.Randomness, world.NotePathOf(gold.Position));

        AssertCaught(TransferViolation.NoteNotInTree, "input[1] + ", Balanced(euros.WithInput(1, _ => mixed)));
        AssertCaught(TransferViolation.NoteNotInTree, "input[0] + ", euros with { Asset = Fr.FromUInt64(Gold.Number) });
        // And packed as euros the value has too many bits: the value of the same packed number that makes the commitment right.
        AssertCaught(TransferViolation.InputRange, $"input[1]/bits[1] + 0: {RangeRow}", Balanced(euros.WithInput(1, input => As(mixed, Fr.One, mixed.Value + Power(64)))));
    }

    [Fact]
    public void Money_out_of_nothing()
    {
        TransferWitness honest = world.Pay(TransferShape.Everyday, Notes(Euro, 1));

        AssertCaught(TransferViolation.Balance, BalanceRow, honest with { Change = honest.Change + Fr.One });
        AssertCaught(TransferViolation.Balance, BalanceRow, honest.WithPayment(0, payment => payment with { Value = payment.Value + Fr.One }));
        // Coins that come out of the pool, or do not go in, while the notes stay what they were.
        AssertCaught(TransferViolation.Balance, BalanceRow, honest.WithPublic(^2, Fr.One).WithPublic(^1, honest.Asset));
        AssertCaught(TransferViolation.Balance, BalanceRow, honest.WithPublic(^3, Fr.One).WithPublic(^1, honest.Asset));
    }

    [Fact]
    public void Missing_64_bit_range_on_a_public_amount()
    {
        // The circuit leaves this range to whoever reads the public inputs: notes out of a public amount that wraps around, and no reader takes it.
        TransferWitness honest = world.Pay(TransferShape.Everyday, Notes(Euro, 1));
        TransferWitness[] minted =
        [
            Restate(honest with { Change = honest.Change + Fr.FromUInt64(5_00) }).WithPublic(^2, -Fr.FromUInt64(5_00)).WithPublic(^1, honest.Asset),
            Restate(Balanced(honest.WithPublic(^3, Power(64)).WithPublic(^1, honest.Asset).WithPayment(0, payment => payment with { Value = Most }))),
        ];

        foreach (TransferWitness witness in minted)
        {
            AssertAccepted(witness);
            Assert.False(TransferStatement.TryFromPublicInputs(witness.Shape, witness.PublicInputs.AsSpan(), out _));
        }
    }

    [Fact]
    public void Coins_of_another_asset_are_not_taken_out()
    {
        foreach (TransferWitness moving in (TransferWitness[])[world.Pay(TransferShape.Everyday, Notes(Euro, 1), publicOut: 10_00), world.Pay(TransferShape.Everyday, [], publicIn: 50_00)])
        {
            AssertAccepted(moving);
            AssertCaught(TransferViolation.PublicAsset, "statement.PublicAsset - number", moving.WithPublic(^1, Fr.FromUInt64(Gold.Number)));
            AssertCaught(TransferViolation.PublicAsset, "statement.PublicAsset - number", moving.WithPublic(^1, Fr.Zero));
        }
    }

    [Fact]
    public void A_value_commitment_to_another_value_or_of_another_sign()
    {
        // What an agreement outside, or a sum of payments, would point at.
        TransferWitness honest = world.Pay(TransferShape.Everyday, Notes(Euro, 1));
        Fr other = Restate(honest.WithPayment(0, payment => payment with { Value = payment.Value + Fr.One })).PublicInputs[6];

        AssertCaught(TransferViolation.ValueCommitment, "== output.ValueU", honest.WithPublic(6, other), 6);
        AssertCaught(TransferViolation.ValueCommitment, "== output.ValueU", honest.WithPublic(8, -honest.PublicInputs[8]), 8);
    }

    private SpendableNote[] Notes(AssetId asset, int count) => [.. Enumerable.Range(0, count).Select(_ => world.Give(Sender, asset, 100_00))];

    private static InputWitness As(InputWitness input, Fr isReal, Fr value) => new(isReal, value, input.Randomness, input.Path);

    // The payments take what they can of 64 bits each, the change the rest: in the sum nothing is missing.
    private static TransferWitness Balanced(TransferWitness witness)
    {
        Fr rest = witness.Inputs.Aggregate(witness.PublicInputs[^3] - witness.PublicInputs[^2], (sum, input) => sum + input.Value);
        bool exceeds = HasMoreThan64Bits(witness.Payments.Aggregate(rest, (sum, payment) => sum - payment.Value));
        ImmutableArray<PaymentWitness> payments = exceeds && witness.Payments[0].Value == Fr.FromUInt64(30_00) ? witness.Payments.SetItem(0, witness.Payments[0] with { Value = Most }) : witness.Payments;
        return witness with { Payments = payments, Change = payments.Aggregate(rest, (sum, payment) => sum - payment.Value) };
    }

    private static bool HasMoreThan64Bits(Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        value.ToCanonicalLimbs(limbs);
        return (limbs[1] | limbs[2] | limbs[3]) != 0;
    }
}
