using ZToken.Algebra;
using ZToken.Notes;
using static ZToken.Circuits.Tests.Forger;

namespace ZToken.Circuits.Tests;

/// <summary>Known attacks on the notes that go in: spent twice, spent by others, made up.</summary>
public sealed class NoteAttackTests
{
    private const string NoteRootRow = "condition * a - b";
    private const string MemberRootRow = "== statement.MemberRoot";
    private const string NullifierRow = "== statement.Nullifiers[input]";
    private const int FirstNullifier = 3;

    private static readonly AssetId Euro = new(1);

    private readonly World world = new("note attacks");

    private World.Bank Sender => world.Banks[0];

    [Fact]
    public void A_restated_honest_witness_is_the_honest_witness()
    {
        TransferWitness honest = OneNote();

        Assert.Equal(honest.PublicInputs.AsEnumerable(), Restate(honest).PublicInputs);
        AssertAccepted(honest);
    }

    [Fact]
    public void Faerie_gold_two_notes_of_one_content_have_two_nullifiers()
    {
        // A payer that could choose rcm pays the same note twice, and the payee must be able to spend both.
        Note note = new(Euro, new Amount(100_00), Sender.Keys.Owner, Fr.FromUInt64(7));
        SpendableNote[] twins = [new(note, new NotePosition(4)), new(note, new NotePosition(5))];
        Array.ForEach(twins, twin => world.Plant(twin.Position, note.Commit()));

        TransferWitness both = world.Pay(TransferShape.Everyday, twins);

        AssertAccepted(both);
        Assert.NotEqual(both.PublicInputs[FirstNullifier], both.PublicInputs[FirstNullifier + 1]);
        AssertCaught(TransferViolation.Nullifier, NullifierRow, both.WithPublic(FirstNullifier + 1, both.PublicInputs[FirstNullifier]), FirstNullifier + 1);
    }

    [Fact]
    public void One_note_several_nullifiers_another_nk_is_another_owner()
    {
        TransferWitness honest = TwoNotes();
        TransferWitness other = honest with { NullifierKey = honest.NullifierKey + Fr.One };

        // As nobody, with nothing to spend but made-up notes.
        TransferWitness shield = world.Pay(TransferShape.Everyday, [], publicIn: 50_00);
        AssertCaught(TransferViolation.SenderNotRegistered, MemberRootRow, shield with { NullifierKey = shield.NullifierKey + Fr.One });

        // As a second member with the same ak, to whom the notes of the first do not belong.
        MemberIndex second = new(3);
        world.Register(second, new Member(OwnerOf(other), Sender.Keys.MemberIn(World.Epoch).ViewingPoint));
        other = other with { Sender = world.Witness(second), Payments = [other.Payments[0] with { Payee = world.Witness(world.Banks[1].Index) }] };
        AssertCaught(TransferViolation.NoteNotInTree, NoteRootRow, other.WithPublic(1, world.MemberRoot.Value));

        AssertCaught(TransferViolation.Nullifier, NullifierRow, honest.WithPublic(FirstNullifier + 1, honest.PublicInputs[FirstNullifier + 1] + Fr.One), FirstNullifier + 1);
    }

    [Fact]
    public void One_note_several_nullifiers_nk_plus_r_is_no_key()
    {
        byte[] bytes = new byte[NullifierKey.SizeInBytes];
        Sender.Keys.ProofGenerationKey.NullifierKey.WriteTo(bytes);
        Assert.True(NullifierKey.TryRead(bytes, out _));

        System.Numerics.BigInteger alias = new System.Numerics.BigInteger(bytes, isUnsigned: true, isBigEndian: true) + Fr.Modulus;
        Assert.False(NullifierKey.TryRead(alias.ToByteArray(isUnsigned: true, isBigEndian: true), out _));
    }

    [Fact]
    public void One_note_several_nullifiers_aliases_of_scalars_change_nothing_public()
    {
        // alpha and alpha + r_J are both strings of 252 bits for a small alpha: one point, one nullifier, one statement.
        TransferWitness small = Restate(OneNote() with { Randomizer = Fr.FromUInt64(5) });
        TransferWitness alias = small with { Randomizer = Fr.FromUInt64(5) + Order };

        AssertAccepted(small);
        AssertAccepted(alias);
        Assert.Equal(small.PublicInputs.AsEnumerable(), Restate(alias).PublicInputs);
    }

    [Fact]
    public void A_blinding_plus_r_J_is_read_as_the_same_blinding_of_the_same_commitment()
    {
        // The ciphertext differs, which the signer, who computes it, does not sign; the note, the commitments and what is read do not.
        TransferWitness small = Restate(OneNote().WithPayment(0, payment => payment with { Blinding = Fr.FromUInt64(5) }));
        TransferWitness alias = Restate(small.WithPayment(0, payment => payment with { Blinding = Fr.FromUInt64(5) + Order }));
        AssertAccepted(small);
        AssertAccepted(alias);

        int[] differing = [.. Enumerable.Range(0, small.PublicInputs.Length).Where(i => small.PublicInputs[i] != alias.PublicInputs[i])];
        Assert.Equal([10], differing);
        Assert.Equal(Read(small), Read(alias));
        AssertCaught(TransferViolation.PaymentCiphertext, "value.Blinding + stream[1]", alias.WithPublic(10, small.PublicInputs[10]), 10);
    }

    [Fact]
    public void An_ephemeral_secret_has_no_alias()
    {
        Fr secret = OneNote().Ephemeral.Element;

        Assert.False(EphemeralSecret.TryFromElement(secret + Order, out _));
        Assert.False(EphemeralSecret.TryFromElement(secret - Order, out _));
        Assert.False(EphemeralSecret.TryFromElement(Order - secret, out _));
        Assert.False(EphemeralSecret.TryFromElement(Order, out _));
    }

    [Fact]
    public void An_ephemeral_secret_that_was_never_drawn_whose_shared_points_everybody_knows() =>
        AssertCaught(TransferViolation.EphemeralKey, "ephemeral key", Restate(OneNote() with { Ephemeral = default }), 17, 18);

    [Fact]
    public void Path_bits_not_tied_to_position()
    {
        // Spent once already at its own position; now with the nullifier of another one, or along a path that ends beside it.
        TransferWitness honest = TwoNotes();
        InputWitness moved = Moved(honest.Inputs[1]);

        AssertCaught(TransferViolation.Nullifier, NullifierRow, honest.WithPublic(FirstNullifier + 1, NullifierOf(honest, moved, OwnerOf(honest))), FirstNullifier + 1);
        AssertCaught(TransferViolation.NoteNotInTree, NoteRootRow, honest.WithInput(1, _ => moved));
    }

    [Fact]
    public void Dummy_input_that_carries_value()
    {
        // A note that nobody ever paid: of the sender, well formed, and not in the tree.
        TransferWitness honest = OneNote();
        Fr gain = Fr.FromUInt64(5);
        TransferWitness richer = honest with { Change = honest.Change + gain };

        AssertCaught(TransferViolation.DummyOfValue, "!isReal * value", richer.WithInput(1, input => new InputWitness(Fr.Zero, gain, input.Randomness, input.Path)));
        AssertCaught(TransferViolation.NoteNotInTree, NoteRootRow, richer.WithInput(1, input => new InputWitness(Fr.One, gain, input.Randomness, input.Path)));
    }

    [Fact]
    public void A_note_of_no_value_is_real_or_not_and_names_no_false_position()
    {
        // In the tree and worth nothing: any number in the place of real satisfies all other rules, and shifts what the auditor reads.
        SpendableNote nothing = world.Give(Sender, Euro, 0);
        TransferWitness honest = world.Pay(TransferShape.Everyday, [world.Give(Sender, Euro, 100_00), nothing]);
        AssertAccepted(honest);

        AssertCaught(TransferViolation.InputKind, "\"real\"", honest.WithInput(1, input => new InputWitness(Fr.FromUInt64(2), input.Value, input.Randomness, input.Path)));
    }

    [Fact]
    public void Another_members_note_is_not_spent()
    {
        SpendableNote others = world.Give(world.Banks[1], Euro, 100_00);
        TransferWitness honest = OneNote();
        InputWitness stolen = new(Fr.One, Fr.FromUInt64(100_00), others.Note.Randomness, world.NotePathOf(others.Position));

        AssertCaught(TransferViolation.NoteNotInTree, NoteRootRow, honest.WithInput(1, _ => stolen) with { Change = honest.Change + stolen.Value });
    }

    [Fact]
    public void A_note_that_was_paid_after_the_root_is_not_under_it()
    {
        TransferWitness honest = OneNote();
        SpendableNote later = world.Give(Sender, Euro, 100_00);
        InputWitness early = new(Fr.One, Fr.FromUInt64(100_00), later.Note.Randomness, world.NotePathOf(later.Position));

        AssertCaught(TransferViolation.NoteNotInTree, NoteRootRow, honest.WithInput(1, _ => early) with { Change = honest.Change + early.Value });
    }

    private static Fr Order => Fr.FromBigInteger(JubjubScalar.Modulus);

    private TransferWitness OneNote() => world.Pay(TransferShape.Everyday, [world.Give(Sender, Euro, 100_00)]);

    private TransferWitness TwoNotes() => world.Pay(TransferShape.Everyday, [world.Give(Sender, Euro, 100_00), world.Give(Sender, Euro, 50_00)]);

    private static InputWitness Moved(InputWitness input) => new(input.IsReal, input.Value, input.Randomness, input.Path with { Position = input.Path.Position ^ 1 });

    // What the payee reads and how it opens, without rcm, which is the same lane.
    private (ulong Cents, JubjubScalar Blinding, bool Opens) Read(TransferWitness witness)
    {
        Assert.True(TransferStatement.TryFromPublicInputs(witness.Shape, witness.PublicInputs.AsSpan(), out TransferStatement? statement));
        TransferEffects effects = statement.Effects;
        using ViewingKey key = world.Banks[1].Keys.ViewingKeyOf(World.Epoch);
        Assert.True(PaymentMessage.TryDecrypt(key.SharedPointOf(effects.EphemeralKey), 0, effects.Nullifiers[0], effects.Payments[0], out PaymentMessage? message));
        return (message.Value.Cents, message.Blinding, message.Opens(effects.Outputs[0], world.Banks[1].Keys.Owner));
    }
}
