using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;
using static ZToken.Circuits.Tests.Forger;

namespace ZToken.Circuits.Tests;

/// <summary>Known attacks on who takes part, in which epoch, and on what payees and supervisors read. The public inputs are numbered as in T(2,1).</summary>
public sealed class PartyAttackTests
{
    private const string MemberRootRow = "== statement.MemberRoot";
    private const string CommitmentRow = "cs.Hash(Domains.Note";

    private const int FirstCommitment = 5;
    private const int LastCommitment = 7;
    private const int FirstCiphertext = 9;
    private const int FirstSender = 11;
    private const int Positions = 14;

    private static readonly AssetId Euro = new(1);

    private readonly World world = new("party attacks");

    private World.Bank Sender => world.Banks[0];

    [Fact]
    public void A_bank_files_its_payment_under_an_epoch_of_its_choice()
    {
        TransferWitness honest = Honest();
        using ViewingKey other = Sender.Keys.ViewingKeyOf(new Epoch(World.Epoch.Number + 1));

        AssertCaught(TransferViolation.SenderNotRegistered, MemberRootRow, honest.WithPublic(2, Fr.FromUInt64(World.Epoch.Number + 1)));
        AssertCaught(TransferViolation.SenderNotRegistered, MemberRootRow, honest with { Sender = new MemberWitness(honest.Sender.Owner, other.ViewingPoint, honest.Sender.Path) });
    }

    [Fact]
    public void An_epoch_beyond_32_bits_reaches_into_what_stands_above_it_in_the_capacity()
    {
        // Leaves as no registry makes them, of the epoch plus 2^32, so that nothing but the epoch's own range is in the way.
        Fr epoch = Fr.FromUInt64(World.Epoch.Number) + Power(32);
        TransferWitness honest = Honest();
        foreach (World.Bank bank in world.Banks[..2])
        {
            Member member = bank.Keys.MemberIn(World.Epoch);
            Fr[] state = [member.Owner.Value, member.ViewingPoint.U, member.ViewingPoint.V, Fr.FromUInt64(Domains.Member.Tag) + (Fr.FromUInt64(3) * Power(64)) + (epoch * Power(96))];
            Poseidon2.Permute(state);
            world.PlantMember(bank.Index, state[0]);
        }

        TransferWitness forged = honest with { Sender = world.Witness(Sender.Index), Payments = [honest.Payments[0] with { Payee = world.Witness(world.Banks[1].Index) }] };
        AssertCaught(TransferViolation.EpochRange, "epoch[0]/bits[0] + 0: bit * bit == bit", forged.WithPublic(1, world.MemberRoot.Value).WithPublic(2, epoch));
    }

    [Fact]
    public void A_payee_who_is_no_member_is_not_paid()
    {
        TransferWitness honest = Honest();
        World.Bank stranger = new(world.Random, new MemberIndex(5));
        using ViewingKey key = stranger.Keys.ViewingKeyOf(World.Epoch);

        AssertCaught(TransferViolation.PayeeNotRegistered, MemberRootRow, WithPayee(honest, stranger.Keys.Owner, key.ViewingPoint, honest.Payments[0].Payee.Path));
        // A member's owner with a viewing point of one's own would hide the payment from the payee and its supervisor; so would another's.
        AssertCaught(TransferViolation.PayeeNotRegistered, MemberRootRow, WithPayee(honest, honest.Payments[0].Payee.Owner, key.ViewingPoint, honest.Payments[0].Payee.Path));
        AssertCaught(TransferViolation.PayeeNotRegistered, MemberRootRow, WithPayee(honest, stranger.Keys.Owner, honest.Payments[0].Payee.ViewingPoint, honest.Payments[0].Payee.Path));
        // The index is the path's, so no other can be told to the auditor.
        AssertCaught(TransferViolation.PayeeNotRegistered, MemberRootRow, WithPayee(honest, honest.Payments[0].Payee.Owner, honest.Payments[0].Payee.ViewingPoint, honest.Payments[0].Payee.Path with { Position = 5 }));
    }

    [Fact]
    public void A_frozen_member_neither_pays_nor_is_paid()
    {
        TransferWitness honest = Honest();
        foreach ((int bank, TransferViolation rule) in (ReadOnlySpan<(int, TransferViolation)>)[(0, TransferViolation.SenderNotRegistered), (1, TransferViolation.PayeeNotRegistered)])
        {
            World.Bank frozen = world.Banks[bank];
            world.PlantMember(frozen.Index, Poseidon2.EmptyLeaf);
            TransferWitness late = honest with { Sender = world.Witness(Sender.Index), Payments = [honest.Payments[0] with { Payee = world.Witness(world.Banks[1].Index) }] };

            AssertCaught(rule, MemberRootRow, late.WithPublic(1, world.MemberRoot.Value));
            world.Register(frozen.Index, frozen.Keys.MemberIn(World.Epoch));
        }
    }

    [Fact]
    public void A_payment_or_the_change_goes_to_somebody_else_than_is_said()
    {
        // The right payee reads the payment, and the note is another's, or one whose rcm is not the stream's and which the payee could not spend.
        TransferWitness honest = Honest();
        NoteOwner thief = world.Banks[2].Keys.Owner;
        foreach (int output in new[] { FirstCommitment, LastCommitment })
        {
            Fr value = output == FirstCommitment ? honest.Payments[0].Value : honest.Change;
            foreach (NoteOwner owner in new[] { thief, OwnerOf(honest), honest.Payments[0].Payee.Owner })
            {
                AssertCaught(TransferViolation.Commitment, CommitmentRow, honest.WithPublic(output, CommitmentTo(honest, value, owner, Fr.FromUInt64(5))), output);
            }
        }
    }

    [Fact]
    public void Somebody_elses_key_authorises_the_transfer()
    {
        TransferWitness honest = Honest();
        JubjubAffine own = Generators.Authorization.Multiply(JubjubScalar.FromUInt64(99)).ToAffine();
        TransferWitness signedByOthers = honest.WithPublic(15, own.U).WithPublic(16, own.V);
        AssertCaught(TransferViolation.RandomizedKey, "keys[0] + ", signedByOthers, 15, 16);

        // An alpha of more bits than the circuit takes.
        AssertCaught(TransferViolation.RandomizedKey, "keys[0]/bits[0] + 0: bit * bit == bit", honest with { Randomizer = honest.Randomizer + Power(252) });

        // A point off the curve that hashes into an owner like any other, of a member whom no registry could refuse for it.
        TransferWitness shield = world.Pay(TransferShape.Everyday, [], publicIn: 50_00);
        shield = shield with { ValidatingKey = new JubjubAffine(shield.ValidatingKey.U, shield.ValidatingKey.V + Fr.One) };
        MemberIndex index = new(3);
        world.Register(index, new Member(OwnerOf(shield), Sender.Keys.MemberIn(World.Epoch).ViewingPoint));
        shield = shield with { Sender = world.Witness(index), Payments = [shield.Payments[0] with { Payee = world.Witness(world.Banks[1].Index) }] };
        AssertCaught(TransferViolation.ValidatingKey, "on curve", shield.WithPublic(1, world.MemberRoot.Value));
    }

    [Fact]
    public void An_ephemeral_key_that_is_not_that_of_the_keystreams()
    {
        // Whoever reads would share another point than the one that the ciphertexts were made with.
        TransferWitness honest = Honest();

        foreach (JubjubAffine other in new[] { -honest.Ephemeral.EphemeralKey, JubjubAffine.Identity, honest.Sender.ViewingPoint })
        {
            AssertCaught(TransferViolation.EphemeralKey, "ephemeral key", honest.WithPublic(17, other.U).WithPublic(18, other.V), 17, 18);
        }
    }

    [Fact]
    public void A_payment_that_its_payee_or_the_supervisor_could_not_read()
    {
        TransferWitness honest = Honest();
        (int Input, TransferViolation Rule, string Row)[] elements =
        [
            (FirstCiphertext, TransferViolation.PaymentCiphertext, "== statement.PaymentContents"),
            (FirstCiphertext + 1, TransferViolation.PaymentCiphertext, "== statement.PaymentBlindings"),
            (FirstSender, TransferViolation.SenderCiphertext, "== statement.Sender[0]"),
            (FirstSender + 1, TransferViolation.SenderCiphertext, "== statement.Sender[1]"),
            (FirstSender + 2, TransferViolation.SenderCiphertext, "== statement.Sender[2]"),
            (Positions, TransferViolation.SenderCiphertext, "packed + lanes"),
        ];

        foreach ((int input, TransferViolation rule, string row) in elements)
        {
            // By one: another payer's or payee's index, another esk or blinding, another position; and by something that says nothing at all.
            AssertCaught(rule, row, honest.WithPublic(input, honest.PublicInputs[input] + Fr.One), input);
            AssertCaught(rule, row, honest.WithPublic(input, Fr.Random(world.Random)), input);
        }

        AssertCaught(TransferViolation.BlindingRange, "payment[0]/bits[1] + 0: bit * bit == bit", honest.WithPayment(0, payment => payment with { Blinding = payment.Blinding + Power(252) }));
        AssertCaught(TransferViolation.BlindingRange, "change and sender[0]/bits[1] + 0: bit * bit == bit", honest with { ChangeBlinding = honest.ChangeBlinding + Power(252) });
    }

    [Fact]
    public void A_dummy_names_a_false_position_to_the_auditor()
    {
        // The dummy's own number in the packed positions: input 1 is the dummy, at 2^33.
        TransferWitness honest = Honest();
        Assert.True(honest.Inputs[1].IsReal.IsZero);
        Fr packed = honest.PublicInputs[Positions];

        AssertCaught(TransferViolation.SenderCiphertext, "packed + lanes", honest.WithPublic(Positions, packed + (Fr.FromUInt64(4) * Power(33))), Positions);
        // Nor can the real note's position be left out.
        AssertCaught(TransferViolation.SenderCiphertext, "packed + lanes", honest.WithPublic(Positions, packed - Fr.FromUInt64(honest.Inputs[0].Path.Position + 1UL)), Positions);
    }

    [Fact]
    public void Two_outputs_to_one_owner_share_no_keystream()
    {
        PlannedTransfer transfer = PlannedTransfer.Create(
            World.Draft(TransferShape.PaymentRun, Sender, [world.Give(Sender, Euro, 100_00)], [.. Enumerable.Repeat(new Payment(world.Banks[1].Index, new Amount(5_00), Memo.Empty), 4)]),
            Sender.Keys,
            world.Random);
        TransferWitness honest = world.Witness(Sender, transfer);
        TransferEffects effects = world.State(Sender, transfer.Plan).Effects;
        JubjubAffine viewingPoint = world.Banks[1].Keys.MemberIn(World.Epoch).ViewingPoint;
        Fr[] lanes = new Fr[5 * 3];
        for (int i = 0; i < 5; i++)
        {
            byte stream = i == 4 ? SharedPoint.SenderStream : (byte)i;
            transfer.Plan.Ephemeral.SharedPointWith(viewingPoint).WriteKeystream(stream, effects.Nullifiers[0], lanes.AsSpan(3 * i, 3));
        }

        Assert.Equal(lanes.Length, lanes.Distinct().Count());
        Assert.Equal(8, effects.Payments.Select(payment => payment.Content).Distinct().Count());
        Assert.Equal(9, effects.Outputs.Select(output => output.Commitment).Distinct().Count());

        // And the second payment in the stream of the first is refused: its content, its blinding, its note.
        int commitment = 5 + 2, content = 5 + 18 + 2;
        Fr message = honest.PublicInputs[content] - lanes[3], blinding = honest.PublicInputs[content + 1] - lanes[4];
        AssertCaught(TransferViolation.PaymentCiphertext, "== statement.PaymentContents", honest.WithPublic(content, message + lanes[0]), content);
        AssertCaught(TransferViolation.PaymentCiphertext, "== statement.PaymentBlindings", honest.WithPublic(content + 1, blinding + lanes[1]), content + 1);
        AssertCaught(TransferViolation.Commitment, CommitmentRow, honest.WithPublic(commitment, CommitmentTo(honest, Fr.FromUInt64(5_00), world.Banks[1].Keys.Owner, lanes[2])), commitment);
    }

    [Fact]
    public void Commitments_cannot_be_guessed_from_public_data()
    {
        // The same asset, value and owner: commitments differ, and no public number is the randomness that makes one come out.
        TransferWitness[] witnesses = [Honest(), Honest()];
        NoteOwner payee = world.Banks[1].Keys.Owner;

        Assert.NotEqual(witnesses[0].PublicInputs[FirstCommitment], witnesses[1].PublicInputs[FirstCommitment]);
        foreach (TransferWitness witness in witnesses)
        {
            IEnumerable<Fr> guesses = [Fr.Zero, Fr.One, .. witness.PublicInputs];
            Assert.DoesNotContain(witness.PublicInputs[FirstCommitment], guesses.Select(guess => CommitmentTo(witness, witness.Payments[0].Value, payee, guess)));
        }
    }

    private TransferWitness Honest() => world.Pay(TransferShape.Everyday, [world.Give(Sender, Euro, 100_00)]);

    private static TransferWitness WithPayee(TransferWitness witness, NoteOwner owner, JubjubAffine viewingPoint, MerklePath path) =>
        witness.WithPayment(0, payment => payment with { Payee = new MemberWitness(owner, viewingPoint, path) });
}
