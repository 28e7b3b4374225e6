using System.Buffers;
using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>Known attacks on the bundle around the proof, and on its signer.</summary>
public sealed class BundleAttackTests : IDisposable
{
    private const ulong Now = 1_800_000_000;

    private static readonly AssetId Euro = new(1);

    private readonly World world = new("bundle attacks");
    private readonly SigningLog log = SigningLog.InMemory();

    private World.Bank Sender => world.Banks[0];

    /// <summary>The points whose order divides eight, as multiples of one of order eight.</summary>
    private static IEnumerable<JubjubAffine> SmallOrderPoints
    {
        get
        {
            // r_J times a point outside the prime subgroup.
            JubjubAffine point;
            for (ulong v = 2; !JubjubAffine.TryFromV(Fr.FromUInt64(v), uIsOdd: false, out point) || new JubjubPoint(point).MultiplyVarTime(JubjubScalar.ModulusLimbs).Double().Double().IsIdentity; v++)
            {
            }

            JubjubPoint unit = new JubjubPoint(point).MultiplyVarTime(JubjubScalar.ModulusLimbs), multiple = JubjubPoint.Identity;
            for (int i = 0; i < 8; i++)
            {
                yield return multiple.ToAffine();
                multiple += unit;
            }
        }
    }

    [Fact]
    public async Task A_value_and_the_same_plus_r_are_not_two_publics()
    {
        byte[] wire = Wire(await Bundle());
        int first = wire.Length - MemoCiphertext.SizeInBytes - (TransferShape.Everyday.PublicInputs * Fr.SizeInBytes);
        for (int i = 0; i < TransferShape.Everyday.PublicInputs; i++)
        {
            byte[] changed = [.. wire];
            System.Numerics.BigInteger word = new(changed.AsSpan(first + (i * 32), 32), isUnsigned: true, isBigEndian: true);
            (word + Fr.Modulus).ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(changed, first + (i * 32));
            Assert.False(Read(changed, out _), $"public input {i}");
        }

        Assert.True(Read(wire, out _));
    }

    [Fact]
    public async Task The_same_nullifier_twice_in_one_bundle()
    {
        Bundle honest = await Bundle();
        TransferEffects effects = honest.Statement.Effects;

        Assert.Equal(BundleRefusal.NullifierTwice, Refusal(With(honest, effects: With(effects, nullifiers: [effects.Nullifiers[0], effects.Nullifiers[0]]))));
        SpendableNote note = world.Give(Sender, Euro, 100_00);
        Assert.Equal(DraftRefusal.NoteTwice, World.Draft(TransferShape.Everyday, Sender, [note, note], new Payment(world.Banks[1].Index, new Amount(1), Memo.Empty)).FindRefusal(Sender.Keys.Owner));
    }

    [Fact]
    public async Task Identity_or_small_order_keys_skip_no_check()
    {
        Bundle honest = await Bundle();
        TransferEffects effects = honest.Statement.Effects;
        JubjubAffine[] points = [.. SmallOrderPoints];
        Assert.Equal(8, points.Distinct().Count());

        foreach (JubjubAffine point in (JubjubAffine[])[.. points, default, new(Fr.One, Fr.One)])
        {
            Assert.Equal(BundleRefusal.BadRandomizedKey, Refusal(With(honest, effects: With(effects, randomizedKey: point))));
            Assert.Equal(BundleRefusal.BadEphemeralKey, Refusal(With(honest, effects: With(effects, ephemeralKey: point))));
        }
    }

    [Fact]
    public async Task Proof_malleability_changes_no_id_and_no_signature()
    {
        Bundle honest = await Bundle();
        byte[] other = [.. Enumerable.Repeat((byte)1, Notes.Bundle.ProofSize)];

        Bundle again = honest.ProvenAgain(new NoteRoot(Fr.One), new MemberRoot(Fr.One), other);

        Assert.Equal(honest.Id, again.Id);
        Assert.Null(Refusal(again));
    }

    [Fact]
    public async Task A_relayer_swaps_what_the_proof_does_not_hold()
    {
        Bundle honest = await Bundle(publicOut: 10_00);
        TransferTerms terms = honest.Terms;
        MemoCiphertext memo = Read(Wire(await Bundle()), out Bundle? another) ? another!.Memos[0] : throw new InvalidOperationException();
        TransferEffects effects = honest.Statement.Effects;
        Bundle[] swapped =
        [
            With(honest, terms: terms with { Target = World.Account(66) }),
            With(honest, terms: terms with { Expiry = terms.Expiry + 1 }),
            With(honest, terms: terms with { Agreement = AgreementReference.TryRead(new byte[31].Append((byte)1).ToArray(), out AgreementReference reference) ? reference : default }),
            With(honest, terms: terms with { ChainId = terms.ChainId + 1 }),
            With(honest, terms: terms with { Contract = World.Account(67) }),
            With(honest, memos: [memo]),
            With(honest, version: 2),
            With(honest, effects: With(effects, publicOut: effects.PublicOut + new Amount(1))),
        ];

        Assert.Null(Refusal(honest, BundleFunction.Unshield));
        Assert.All(swapped, bundle => Assert.NotEqual(honest.Id, bundle.Id));
        Assert.All(swapped, bundle => Assert.Equal(BundleRefusal.WrongSignature, Refusal(bundle, BundleFunction.Unshield)));
    }

    [Fact]
    public async Task A_transfer_with_a_public_amount_mints_nothing_and_a_shield_takes_nobodys_coins()
    {
        Bundle transfer = await Bundle(), shield = await Bundle(publicIn: 10_00), unshield = await Bundle(publicOut: 10_00);
        (Bundle Bundle, BundleFunction Own)[] all = [(transfer, BundleFunction.Transfer), (shield, BundleFunction.Shield), (unshield, BundleFunction.Unshield)];

        foreach ((Bundle bundle, BundleFunction own) in all)
        {
            foreach (BundleFunction function in Enum.GetValues<BundleFunction>())
            {
                Assert.Equal(function == own ? null : BundleRefusal.WrongPublicAmounts, Refusal(bundle, function));
            }
        }

        Assert.Equal(BundleRefusal.WrongPublicAmounts, Refusal(With(shield, terms: shield.Terms with { Depositor = default }), BundleFunction.Shield));
        Assert.Equal(BundleRefusal.WrongPublicAmounts, Refusal(With(transfer, terms: transfer.Terms with { Target = World.Account(5) })));
        Assert.Equal(BundleRefusal.WrongPublicAmounts, Refusal(With(transfer, effects: With(transfer.Statement.Effects, publicAsset: Euro))));
    }

    [Fact]
    public async Task An_expired_bundle_is_refused_after_its_last_second()
    {
        Bundle bundle = await Bundle();

        Assert.Null(BundleRules.FindRefusal(bundle, BundleFunction.Transfer, bundle.Terms.Expiry));
        Assert.Equal(BundleRefusal.Expired, BundleRules.FindRefusal(bundle, BundleFunction.Transfer, bundle.Terms.Expiry + 1));
    }

    [Fact]
    public async Task Effects_that_do_not_fit_their_shape_have_no_id()
    {
        TransferEffects effects = (await Bundle()).Statement.Effects;
        NoteOutput first = effects.Outputs[0];
        // Four nullifiers and one output are as many words as two and two.
        TransferEffects shifted = With(effects, nullifiers: [.. effects.Nullifiers, new Nullifier(first.Commitment.Value), new Nullifier(first.Value.U)], outputs: effects.Outputs[1..]);

        Assert.Throws<ArgumentException>(() => SignatureHash.Of(shifted, 1, World.Terms, [(MemoCiphertext.TryRead(new byte[272], out MemoCiphertext? memo) ? memo : null)!]));
    }

    [Fact]
    public async Task A_retry_with_other_effects_repeats_no_keystream()
    {
        SpendableNote note = world.Give(Sender, Euro, 100_00);
        TransferDraft Draft(ulong cents, string memo, ulong expiry) => new()
        {
            Shape = TransferShape.Everyday,
            VerifyingKeyVersion = 1,
            Epoch = World.Epoch,
            Asset = Euro,
            Sender = Sender.Index,
            Notes = [note],
            Payments = [new Payment(world.Banks[1].Index, new Amount(cents), Memo.FromText(memo))],
            Terms = World.Terms with { Expiry = expiry },
        };

        // A source that was rolled back gives the same bytes for every plan.
        TransferPlan Plan(TransferDraft draft) => PlannedTransfer.Create(draft, Sender.Keys, RandomSource.FromSeed("rolled back"u8)).Plan;
        TransferPlan[] plans = [.. new[] { Draft(1, "", 9), Draft(2, "", 9), Draft(1, "x", 9), Draft(1, "", 10) }.Select(Plan)];

        Assert.Single(plans.Select(plan => plan.Inputs[0].Nullifier).Distinct());
        Assert.Equal(4, plans.Select(plan => plan.Ephemeral.Element).Distinct().Count());
        Assert.Equal(4, plans.Select(plan => plan.Randomizer).Distinct().Count());
        Assert.Equal(8, plans.SelectMany(plan => new[] { plan.ChangeBlinding, plan.Payments[0].Blinding }).Distinct().Count());
        Assert.Equal(await Task.FromResult(plans[0].Ephemeral.Element), Plan(Draft(1, "", 9)).Ephemeral.Element);
    }

    [Fact]
    public async Task A_hostile_prover_chooses_the_effects()
    {
        PlannedTransfer transfer = Plan(0, 0);
        SigningRequest honest = RequestOf(transfer.Plan);
        TransferEffects effects = honest.Effects;
        // The prover pays itself: bank 2 in place of bank 1, all else as planned.
        TransferPlan toItself = PlannedTransfer.Create(
            World.Draft(TransferShape.Everyday, Sender, transfer.Notes[..1], new Payment(world.Banks[2].Index, new Amount(30_00), Memo.Empty)), Sender.Keys, world.Random).Plan;
        NoteOutput stolen = RequestOf(toItself).Effects.Outputs[0];
        (SigningRefusal Refusal, TransferEffects Effects)[] attempts =
        [
            (SigningRefusal.OtherCommitment, With(RequestOf(toItself).Effects, nullifiers: effects.Nullifiers)),
            (SigningRefusal.OtherCommitment, With(effects, outputs: effects.Outputs.SetItem(0, stolen))),
            (SigningRefusal.OtherCommitment, With(effects, outputs: effects.Outputs.SetItem(1, stolen))),
            (SigningRefusal.OtherCiphertext, With(effects, payments: [effects.Payments[0] with { Content = effects.Payments[0].Content + Fr.One }])),
            (SigningRefusal.OtherCiphertext, With(effects, sender: effects.Sender.SetItem(3, Fr.One))),
            (SigningRefusal.OtherNullifiers, With(effects, nullifiers: effects.Nullifiers.SetItem(1, new Nullifier(Fr.One)))),
            (SigningRefusal.OtherKeys, With(effects, randomizedKey: -effects.RandomizedKey)),
            (SigningRefusal.OtherKeys, With(effects, ephemeralKey: -effects.EphemeralKey)),
            (SigningRefusal.OtherTerms, With(effects, publicOut: new Amount(30_00))),
            (SigningRefusal.OtherTerms, With(effects, nullifiers: effects.Nullifiers[..1])),
        ];

        foreach ((SigningRefusal refusal, TransferEffects wrong) in attempts)
        {
            SigningAnswer answer = await Sign(honest with { Effects = wrong });
            Assert.Equal((refusal, (RedJubjubSignature?)null), (answer.Refusal!.Value, answer.Signature));
        }

        Assert.Equal(SigningRefusal.OtherMemo, (await Sign(honest with { Memos = RequestOf(toItself).Memos })).Refusal);
        Assert.NotNull((await Sign(honest)).Signature);
    }

    [Fact]
    public async Task A_signer_signs_for_its_own_member_to_known_payees_on_its_own_contract()
    {
        SigningRequest request = RequestOf(Plan(0, 0).Plan);

        Assert.Equal(SigningRefusal.SenderIsNotTheSigner, (await Sign(request, self: world.Banks[1])).Refusal);
        Assert.Equal(SigningRefusal.AnotherContract, (await Sign(request, contract: World.Account(77))).Refusal);
        World stranger = new("nobody knows them");
        Assert.Equal(SigningRefusal.SenderIsNotTheSigner, (await Sign(request, members: stranger.Members)).Refusal);
        MemberTree onlySender = new(World.Epoch);
        Assert.Null(onlySender.Register(Sender.Index, Sender.Keys.MemberIn(World.Epoch)));
        MemberDirectory small = new();
        small.Follow(onlySender);
        Assert.Equal(SigningRefusal.UnknownPayee, (await Sign(request, members: small)).Refusal);
    }

    [Fact]
    public async Task The_wire_form_reads_back_and_nothing_shorter_longer_or_changed_passes_for_it()
    {
        foreach (TransferShape shape in TransferShape.All)
        {
            Bundle bundle = await Bundle(shape: shape);
            byte[] wire = Wire(bundle);
            Assert.True(Read(wire, out Bundle? again));
            Assert.Equal((bundle.Id, wire.Length), (again!.Id, bundle.SizeInBytes));
            Assert.Equal(wire, Wire(again));
            Assert.False(Read(wire[..^1], out _));
            Assert.False(Read([.. wire, 0], out _));
            for (int i = 0; i < wire.Length; i += 7)
            {
                byte[] changed = [.. wire];
                changed[i] ^= 1;
                Assert.True(!Read(changed, out Bundle? other) || other!.Id != bundle.Id || !Wire(other).SequenceEqual(wire), $"byte {i}");
            }
        }
    }

    public void Dispose() => log.Dispose();

    private PlannedTransfer Plan(ulong publicIn, ulong publicOut, TransferShape? shape = null) => PlannedTransfer.Create(
        World.Draft(shape ?? TransferShape.Everyday, Sender, [world.Give(Sender, Euro, 100_00)], new Payment(world.Banks[1].Index, new Amount(30_00), Memo.FromText("memo")), publicIn, publicOut),
        Sender.Keys,
        world.Random);

    private SigningRequest RequestOf(TransferPlan plan) => new(plan, world.State(Sender, plan).Effects, plan.EncryptMemos(world.PartiesOf(plan)));

    private async Task<SigningAnswer> Sign(SigningRequest request, World.Bank? self = null, AccountId? contract = null, IMemberDirectory? members = null)
    {
        using SpendAuthorizationKey key = Sender.Seed.SpendAuthorizationKey();
        SoftwareSpendSigner signer = new(key, (self ?? Sender).Address, World.Terms.ChainId, contract ?? World.Terms.Contract, members ?? world.Members, log, World.Limits);
        return await signer.SignAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<Bundle> Bundle(ulong publicIn = 0, ulong publicOut = 0, TransferShape? shape = null)
    {
        TransferPlan plan = Plan(publicIn, publicOut, shape).Plan;
        SigningRequest request = RequestOf(plan);
        byte[] signature = new byte[RedJubjubSignature.SizeInBytes];
        (await Sign(request)).Signature!.Value.WriteTo(signature);
        return new Bundle(world.State(Sender, plan), 1, new byte[Notes.Bundle.ProofSize], request.Memos, plan.Terms, signature);
    }

    private static BundleRefusal? Refusal(Bundle bundle, BundleFunction function = BundleFunction.Transfer) => BundleRules.FindRefusal(bundle, function, Now);

    private static bool Read(byte[] wire, out Bundle? bundle) => Notes.Bundle.TryRead(wire, World.Terms.ChainId, World.Terms.Contract, out bundle);

    private static byte[] Wire(Bundle bundle)
    {
        ArrayBufferWriter<byte> writer = new();
        bundle.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }

    private static Bundle With(Bundle bundle, TransferEffects? effects = null, TransferTerms? terms = null, ImmutableArray<MemoCiphertext>? memos = null, uint? version = null) => new(
        bundle.Statement with { Effects = effects ?? bundle.Statement.Effects }, version ?? bundle.VerifyingKeyVersion, bundle.Proof, memos ?? bundle.Memos, terms ?? bundle.Terms, bundle.Signature);

    private static TransferEffects With(
        TransferEffects effects,
        ImmutableArray<Nullifier>? nullifiers = null,
        ImmutableArray<NoteOutput>? outputs = null,
        ImmutableArray<PaymentCiphertext>? payments = null,
        ImmutableArray<Fr>? sender = null,
        JubjubAffine? randomizedKey = null,
        JubjubAffine? ephemeralKey = null,
        Amount? publicOut = null,
        AssetId? publicAsset = null) => new()
        {
            Shape = effects.Shape,
            Epoch = effects.Epoch,
            Nullifiers = nullifiers ?? effects.Nullifiers,
            Outputs = outputs ?? effects.Outputs,
            Payments = payments ?? effects.Payments,
            Sender = sender ?? effects.Sender,
            RandomizedKey = randomizedKey ?? effects.RandomizedKey,
            EphemeralKey = ephemeralKey ?? effects.EphemeralKey,
            PublicIn = effects.PublicIn,
            PublicOut = publicOut ?? effects.PublicOut,
            PublicAsset = publicAsset ?? effects.PublicAsset,
        };
}
