using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class SigningLogTests : IDisposable
{
    private static readonly SigningLimits NoLimits = new(TimeSpan.FromDays(36_500), new HashSet<uint> { 1 });

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-signing-").FullName;
    private readonly Town town = new("signing log");
    private readonly WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed("signing log bank"u8));

    private string LogFile => Path.Combine(folder, "signed");

    [Fact]
    public async Task The_same_transfer_is_signed_again_after_a_restart_and_one_with_other_notes_is_not()
    {
        (SigningRequest order, SigningRequest sameOrderOtherNotes) = TwoPlansOfOneOrder();
        using (SigningLog log = SigningLog.Open(LogFile))
        {
            Assert.NotNull((await Sign(log, order)).Signature);
        }

        using SigningLog reopened = SigningLog.Open(LogFile);
        Assert.NotNull((await Sign(reopened, order)).Signature);
        Assert.Equal(SigningRefusal.SignedBefore, (await Sign(reopened, sameOrderOtherNotes)).Refusal);
    }

    [Fact]
    public async Task A_record_that_a_crash_cut_short_is_dropped_and_the_log_goes_on()
    {
        (SigningRequest order, SigningRequest sameOrderOtherNotes) = TwoPlansOfOneOrder();
        using (SigningLog log = SigningLog.Open(LogFile))
        {
            Assert.NotNull((await Sign(log, order)).Signature);
        }

        File.AppendAllText(LogFile, "cut short");
        using (SigningLog log = SigningLog.Open(LogFile))
        {
            Assert.Equal(SigningRefusal.SignedBefore, (await Sign(log, sameOrderOtherNotes)).Refusal);
        }

        Assert.Equal(64, new FileInfo(LogFile).Length);
    }

    [Fact]
    public void A_file_that_is_no_log_is_refused_and_left_as_it_was()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)0xff, 64)];
        File.WriteAllBytes(LogFile, bytes);

        Assert.Throws<InvalidDataException>(() => SigningLog.Open(LogFile));
        Assert.Equal(bytes, File.ReadAllBytes(LogFile));
    }

    [Fact]
    public void Two_signers_cannot_share_a_log()
    {
        using SigningLog log = SigningLog.Open(LogFile);

        Assert.ThrowsAny<IOException>(() => SigningLog.Open(LogFile));
    }

    [Fact]
    public async Task A_transfer_that_expires_too_late_or_is_for_another_key_is_beyond_the_limits()
    {
        (SigningRequest order, _) = TwoPlansOfOneOrder();
        using SigningLog log = SigningLog.InMemory();

        Assert.Equal(SigningRefusal.BeyondLimits, (await Sign(log, order, SigningLimits.Default)).Refusal);
        Assert.Equal(SigningRefusal.BeyondLimits, (await Sign(log, order, NoLimits with { VerifyingKeyVersions = new HashSet<uint> { 2 } })).Refusal);
        Assert.NotNull((await Sign(log, order, NoLimits)).Signature);
    }

    [Fact]
    public async Task A_transfer_that_pays_others_more_than_the_signer_may_is_beyond_the_limits()
    {
        (SigningRequest order, _) = TwoPlansOfOneOrder();
        using SigningLog log = SigningLog.InMemory();

        // 60 go to another bank and 40 come back as change, which is not counted.
        Assert.Equal(SigningRefusal.BeyondLimits, (await Sign(log, order, NoLimits with { MostPerTransfer = new Amount(59) })).Refusal);
        Assert.NotNull((await Sign(log, order, NoLimits with { MostPerTransfer = new Amount(60) })).Signature);
    }

    [Fact]
    public async Task A_randomizer_that_is_zero_or_undoes_the_key_is_a_malformed_plan()
    {
        (SigningRequest order, _) = TwoPlansOfOneOrder();
        byte[] bytes = new byte[JubjubScalar.SizeInBytes];
        using SpendAuthorizationKey key = seed.SpendAuthorizationKey();
        key.WriteTo(bytes);
        Assert.True(JubjubScalar.TryReadLittleEndian(bytes, out JubjubScalar ask));
        using SigningLog log = SigningLog.InMemory();

        Assert.Equal(SigningRefusal.MalformedPlan, (await Sign(log, order with { Plan = With(order.Plan, JubjubScalar.Zero) })).Refusal);
        Assert.Equal(SigningRefusal.MalformedPlan, (await Sign(log, order with { Plan = With(order.Plan, -ask) })).Refusal);
    }

    public void Dispose()
    {
        seed.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // A host that holds the notes makes the approved order anew from others: every effect is as approved but for the nullifiers and positions.
    private (SigningRequest First, SigningRequest Second) TwoPlansOfOneOrder()
    {
        using FullViewingKey keys = seed.FullViewingKey();
        TransferPlan[] plans = [.. Enumerable.Range(0, 2).Select(i => PlannedTransfer.Create(
            new TransferDraft
            {
                Shape = TransferShape.Everyday,
                VerifyingKeyVersion = 1,
                Epoch = Town.Epoch,
                Asset = Town.Euro,
                Sender = new MemberIndex(9),
                Notes = [new SpendableNote(new Note(Town.Euro, new Amount(100), keys.Owner, Fr.FromUInt64((ulong)i)), new NotePosition((uint)i))],
                Payments = [new Payment(Town.IndexOf(1), new Amount(60), Memo.Empty)],
                Terms = Town.Terms,
            },
            keys,
            RandomSource.FromSeed("plan"u8)).Plan)];
        TransferPlan second = new()
        {
            Shape = plans[0].Shape,
            VerifyingKeyVersion = 1,
            Epoch = plans[0].Epoch,
            Asset = plans[0].Asset,
            Sender = plans[0].Sender,
            Inputs = plans[1].Inputs,
            Payments = plans[0].Payments,
            Change = plans[0].Change,
            ChangeBlinding = plans[0].ChangeBlinding,
            Ephemeral = plans[0].Ephemeral,
            Randomizer = plans[0].Randomizer,
            PublicIn = default,
            PublicOut = default,
            Terms = plans[0].Terms,
        };
        return (RequestOf(plans[0], keys), RequestOf(second, keys));
    }

    private SigningRequest RequestOf(TransferPlan plan, FullViewingKey keys)
    {
        TransferParties parties = new(keys.MemberIn(Town.Epoch), [town.MemberOf(Town.IndexOf(1))]);
        return new SigningRequest(plan, TransferEffects.Of(plan, keys.ProofGenerationKey.ValidatingKey, parties), plan.EncryptMemos(parties));
    }

    private async Task<SigningAnswer> Sign(SigningLog log, SigningRequest request, SigningLimits? limits = null)
    {
        using SpendAuthorizationKey key = seed.SpendAuthorizationKey();
        using FullViewingKey keys = seed.FullViewingKey();
        MemberTree tree = new(Town.Epoch);
        Assert.Null(tree.Register(new MemberIndex(9), keys.MemberIn(Town.Epoch)));
        Assert.Null(tree.Register(Town.IndexOf(1), town.MemberOf(Town.IndexOf(1))));
        MemberDirectory members = new();
        members.Follow(tree);
        SoftwareSpendSigner signer = new(key, new PaymentAddress(keys.Owner, new MemberIndex(9)), Town.Terms.ChainId, Town.Terms.Contract, members, log, limits ?? NoLimits);
        return await signer.SignAsync(request, TestContext.Current.CancellationToken);
    }

    private static TransferPlan With(TransferPlan plan, JubjubScalar randomizer) => new()
    {
        Shape = plan.Shape,
        VerifyingKeyVersion = plan.VerifyingKeyVersion,
        Epoch = plan.Epoch,
        Asset = plan.Asset,
        Sender = plan.Sender,
        Inputs = plan.Inputs,
        Payments = plan.Payments,
        Change = plan.Change,
        ChangeBlinding = plan.ChangeBlinding,
        Ephemeral = plan.Ephemeral,
        Randomizer = randomizer,
        PublicIn = plan.PublicIn,
        PublicOut = plan.PublicOut,
        Terms = plan.Terms,
    };
}
