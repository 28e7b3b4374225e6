using ZToken.Algebra;
using ZToken.Notes;
using static ZToken.Circuits.Tests.Forger;

namespace ZToken.Circuits.Tests;

/// <summary>Known attacks on what is proven: for each the strongest witness that a cheat could build, and the rule that catches it.</summary>
public sealed class ProofAttackTests
{
    private static readonly AssetId Euro = new(1);
    private static readonly AssetId Gold = new(2);

    private readonly World world = new("proof attacks");

    private World.Bank Sender => world.Banks[0];

    [Fact]
    public void A_restated_honest_witness_is_the_honest_witness()
    {
        TransferWitness honest = Honest();

        Assert.Equal(honest.PublicInputs.AsEnumerable(), Restate(honest).PublicInputs);
        AssertAccepted(honest);
    }

    [Fact]
    public void Faerie_gold_two_notes_of_one_content_have_two_nullifiers()
    {
        Note note = new(Euro, new Amount(100), Sender.Keys.Owner, Fr.FromUInt64(7));
        NullifierKey key = Sender.Keys.ProofGenerationKey.NullifierKey;

        Assert.NotEqual(key.NullifierOf(note.Commit(), new NotePosition(4)), key.NullifierOf(note.Commit(), new NotePosition(5)));
    }

    [Fact]
    public void One_note_several_nullifiers_another_nk_is_another_owner()
    {
        TransferWitness honest = Honest();

        AssertCaught(TransferViolation.SenderNotRegistered, honest with { NullifierKey = honest.NullifierKey + Fr.One });
        AssertCaught(TransferViolation.Nullifier, honest.WithPublic(3, honest.PublicInputs[3] + Fr.One), restate: false);
    }

    [Fact]
    public void One_note_several_nullifiers_aliases_of_scalars_change_nothing_public()
    {
        // alpha and alpha + r_J are both strings of 252 bits for a small alpha: one point, one nullifier, one statement.
        Fr order = Fr.FromBigInteger(JubjubScalar.Modulus);
        TransferWitness small = Restate(Honest() with { Randomizer = Fr.FromUInt64(5) });
        TransferWitness alias = small with { Randomizer = Fr.FromUInt64(5) + order };

        AssertAccepted(small);
        AssertAccepted(alias);
        Assert.Equal(small.PublicInputs.AsEnumerable(), Restate(alias).PublicInputs);
    }

    [Fact]
    public void Missing_64_bit_range_on_an_input()
    {
        // A note worth 2^64 more than it says, balanced by change of the greatest amount.
        TransferWitness honest = Honest();
        AssertCaught(TransferViolation.InputRange, honest.WithInput(0, input => With(input, value: input.Value + Power(64))) with { Change = honest.Change + Power(64) });
        AssertCaught(TransferViolation.InputRange, honest.WithInput(0, input => With(input, value: -Fr.One)));
    }

    [Fact]
    public void Missing_64_bit_range_on_an_output()
    {
        // A negative payment makes the change greater than what went in.
        TransferWitness honest = Honest();
        Fr gain = Fr.FromUInt64(1_000_000_00);

        AssertCaught(TransferViolation.OutputRange, honest.WithPayment(0, payment => payment with { Value = -gain }) with { Change = honest.Change + honest.Payments[0].Value + gain });
        AssertCaught(TransferViolation.OutputRange, honest.WithPayment(0, payment => payment with { Value = gain + honest.Payments[0].Value + honest.Change }) with { Change = -gain });
        AssertCaught(TransferViolation.OutputRange, honest.WithPayment(0, payment => payment with { Value = payment.Value + Power(64) }));
    }

    [Fact]
    public void Money_out_of_nothing()
    {
        TransferWitness honest = Honest();

        AssertCaught(TransferViolation.Balance, honest with { Change = honest.Change + Fr.One });
        AssertCaught(TransferViolation.Balance, honest.WithPayment(0, payment => payment with { Value = payment.Value + Fr.One }));
        AssertCaught(TransferViolation.Balance, honest.WithPublic(^2, Fr.One), restate: false);
        AssertCaught(TransferViolation.Balance, honest.WithPublic(^3, Fr.One), restate: false);
    }

    [Fact]
    public void Dummy_input_that_carries_value()
    {
        // A note that nobody ever paid: of the sender, well formed, and not in the tree.
        TransferWitness honest = Honest();

        AssertCaught(TransferViolation.DummyOfValue, honest.WithInput(1, input => With(input, value: Fr.FromUInt64(5))) with { Change = honest.Change + Fr.FromUInt64(5) });
        AssertCaught(TransferViolation.NoteNotInTree, honest.WithInput(1, input => new InputWitness(Fr.One, Fr.FromUInt64(5), input.Randomness, input.Path)) with { Change = honest.Change + Fr.FromUInt64(5) });
        AssertCaught(TransferViolation.InputKind, honest.WithInput(1, input => new InputWitness(Fr.FromUInt64(2), input.Value, input.Randomness, input.Path)));
    }

    [Fact]
    public void Another_members_note_is_not_spent()
    {
        SpendableNote others = world.Give(world.Banks[1], Euro, 100_00);
        TransferWitness honest = Honest();
        MerklePath path = world.NotePathOf(others.Position);
        TransferWitness theft = honest.WithInput(1, _ => new InputWitness(Fr.One, Fr.FromUInt64(100_00), others.Note.Randomness, path)) with { Change = honest.Change + Fr.FromUInt64(100_00) };

        AssertCaught(TransferViolation.NoteNotInTree, theft.WithPublic(0, world.NoteRoot.Value));
    }

    [Fact]
    public void Path_bits_not_tied_to_position()
    {
        // Spent once already at its own position; now with the nullifier of another one.
        TransferWitness honest = Honest();
        InputWitness moved = honest.Inputs[0];
        Fr nullifier = NullifierOf(honest, new InputWitness(moved.IsReal, moved.Value, moved.Randomness, moved.Path with { Position = moved.Path.Position ^ 1 }), OwnerOf(honest));

        AssertCaught(TransferViolation.Nullifier, honest.WithPublic(3, nullifier), restate: false);
        AssertCaught(TransferViolation.NoteNotInTree, honest.WithInput(0, input => new InputWitness(input.IsReal, input.Value, input.Randomness, input.Path with { Position = input.Path.Position ^ 1 })));
    }

    [Fact]
    public void A_packed_pair_split_another_way()
    {
        // asset * 2^64 + value = (asset - 1) * 2^64 + (value + 2^64): gold spent as euros worth far more.
        TransferWitness honest = Honest(Gold);
        TransferWitness split = honest.WithInput(0, input => With(input, value: input.Value + Power(64))) with { Asset = Fr.FromUInt64(Euro.Number), Change = honest.Change + Power(64) };
        AssertCaught(TransferViolation.InputRange, split);

        AssertCaught(TransferViolation.AssetRange, honest.WithInput(0, input => With(input, value: input.Value + honest.Asset * Power(64))) with { Asset = Fr.Zero });
        AssertCaught(TransferViolation.AssetRange, honest with { Asset = honest.Asset + Power(32) });
    }

    [Fact]
    public void Two_assets_in_one_pool_neither_pays_for_the_other()
    {
        TransferWitness euros = Honest();
        SpendableNote gold = world.Give(Sender, Gold, 1);
        MerklePath path = world.NotePathOf(gold.Position);

        // The gold note as an input of a transfer of euros, and a transfer of euros that calls itself one of gold.
        TransferWitness mixed = euros.WithInput(1, _ => new InputWitness(Fr.One, Fr.One, gold.Note.Randomness, path)) with { Change = euros.Change + Fr.One };
        AssertCaught(TransferViolation.NoteNotInTree, mixed.WithPublic(0, world.NoteRoot.Value));
        AssertCaught(TransferViolation.NoteNotInTree, euros with { Asset = Fr.FromUInt64(Gold.Number) });
    }

    [Fact]
    public void Coins_of_another_asset_are_not_taken_out()
    {
        TransferDraft draft = World.Draft(TransferShape.Everyday, Sender, [world.Give(Sender, Euro, 100_00)], new Payment(world.Banks[1].Index, new Amount(1), Memo.Empty), publicOut: 50_00);
        TransferWitness unshield = world.Witness(Sender, PlannedTransfer.Create(draft, Sender.Keys, world.Random));
        AssertAccepted(unshield);

        AssertCaught(TransferViolation.PublicAsset, unshield.WithPublic(^1, Fr.FromUInt64(Gold.Number)), restate: false);
        AssertCaught(TransferViolation.PublicAsset, unshield.WithPublic(^1, Fr.Zero), restate: false);
    }

    [Fact]
    public void A_bank_files_its_payment_under_an_epoch_of_its_choice()
    {
        TransferWitness honest = Honest();

        AssertCaught(TransferViolation.SenderNotRegistered, honest.WithPublic(2, Fr.FromUInt64(World.Epoch.Number + 1)));
        AssertCaught(TransferViolation.EpochRange, honest.WithPublic(2, Fr.FromUInt64(World.Epoch.Number) + Power(32)));
        using ViewingKey other = Sender.Keys.ViewingKeyOf(new Epoch(World.Epoch.Number + 1));
        AssertCaught(TransferViolation.SenderNotRegistered, honest with { Sender = new MemberWitness(honest.Sender.Owner, other.ViewingPoint, honest.Sender.Path) });
    }

    [Fact]
    public void A_payee_who_is_no_member_is_not_paid()
    {
        TransferWitness honest = Honest();
        World.Bank stranger = new(world.Random, new MemberIndex(5));
        using ViewingKey key = stranger.Keys.ViewingKeyOf(World.Epoch);

        AssertCaught(TransferViolation.PayeeNotRegistered, honest.WithPayment(0, payment => payment with { Payee = new MemberWitness(stranger.Keys.Owner, key.ViewingPoint, payment.Payee.Path) }));
        AssertCaught(TransferViolation.PayeeNotRegistered, honest.WithPayment(0, payment => payment with { Payee = new MemberWitness(stranger.Keys.Owner, payment.Payee.ViewingPoint, payment.Payee.Path) }));
    }

    [Fact]
    public void A_payment_that_its_payee_or_the_supervisor_could_not_read()
    {
        TransferWitness honest = Honest();
        for (int i = 9; i < 15; i++)
        {
            // Payment content, payment blinding, and the four elements for the sender, among them esk and the payee's index.
            TransferViolation rule = i < 11 ? TransferViolation.PaymentCiphertext : TransferViolation.SenderCiphertext;
            AssertCaught(rule, honest.WithPublic(i, honest.PublicInputs[i] + Fr.One), restate: false);
        }
    }

    [Fact]
    public void An_ephemeral_secret_that_was_never_drawn_whose_shared_points_everybody_knows() =>
        AssertCaught(TransferViolation.EphemeralKey, Honest() with { Ephemeral = default });

    [Fact]
    public void A_dummy_names_a_false_position_to_the_auditor()
    {
        // The dummy's own number in the packed positions: input 1 is the dummy, at 2^33.
        TransferWitness honest = Honest();
        Assert.True(honest.Inputs[1].IsReal.IsZero);

        AssertCaught(TransferViolation.SenderCiphertext, honest.WithPublic(14, honest.PublicInputs[14] + (Fr.FromUInt64(4) * Power(33))), restate: false);
        // Nor can the real note's position be left out.
        AssertCaught(TransferViolation.SenderCiphertext, honest.WithPublic(14, honest.PublicInputs[14] - Fr.FromUInt64(honest.Inputs[0].Path.Position + 1UL)), restate: false);
    }

    [Fact]
    public void Two_outputs_to_one_owner_share_no_keystream()
    {
        PlannedTransfer transfer = PlannedTransfer.Create(
            World.Draft(TransferShape.PaymentRun, Sender, [world.Give(Sender, Euro, 100_00)], [.. Enumerable.Repeat(new Payment(world.Banks[1].Index, new Amount(5_00), Memo.Empty), 4)]),
            Sender.Keys,
            world.Random);
        TransferStatement statement = world.State(Sender, transfer.Plan);
        JubjubAffine viewingPoint = world.Banks[1].Keys.MemberIn(World.Epoch).ViewingPoint;
        Fr[] lanes = new Fr[5 * 3];
        for (int i = 0; i < 5; i++)
        {
            byte stream = i == 4 ? SharedPoint.SenderStream : (byte)i;
            transfer.Plan.Ephemeral.SharedPointWith(viewingPoint).WriteKeystream(stream, statement.Effects.Nullifiers[0], lanes.AsSpan(3 * i, 3));
        }

        Assert.Equal(lanes.Length, lanes.Distinct().Count());
        Assert.Equal(8, statement.Effects.Payments.Select(payment => payment.Content).Distinct().Count());
        Assert.Equal(9, statement.Effects.Outputs.Select(output => output.Commitment).Distinct().Count());
    }

    [Fact]
    public void Commitments_cannot_be_guessed_from_public_data()
    {
        // The same asset, value and owner: commitments differ, and with the randomness left out none of them comes out.
        TransferStatement[] statements = [.. Enumerable.Range(0, 2).Select(_ => world.State(Sender, Plan(Euro).Plan))];
        Note guess = new(Euro, new Amount(30_00), world.Banks[1].Keys.Owner, Fr.Zero);

        Assert.NotEqual(statements[0].Effects.Outputs[0], statements[1].Effects.Outputs[0]);
        Assert.DoesNotContain(guess.Commit(), statements.SelectMany(statement => statement.Effects.Outputs).Select(output => output.Commitment));
    }

    private TransferWitness Honest(AssetId? asset = null) => world.Witness(Sender, Plan(asset ?? Euro));

    private PlannedTransfer Plan(AssetId asset) => PlannedTransfer.Create(
        World.Draft(TransferShape.Everyday, Sender, [world.Give(Sender, asset, 100_00)], new Payment(world.Banks[1].Index, new Amount(30_00), Memo.Empty)),
        Sender.Keys,
        world.Random);

    private static InputWitness With(InputWitness input, Fr value) => new(input.IsReal, value, input.Randomness, input.Path);
}
