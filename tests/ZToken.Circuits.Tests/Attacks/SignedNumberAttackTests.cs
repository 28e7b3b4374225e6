using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>Every single number of a transfer, changed by a hostile prover before it is signed and by a relayer after.</summary>
public sealed class SignedNumberAttackTests : IClassFixture<TransferProverTests.Keys>, IDisposable
{
    private const ulong Now = 1_800_000_000;

    private static readonly AssetId Euro = new(1);

    private readonly TransferProverTests.Keys keys;
    private readonly World world = new("signed numbers");
    private readonly SigningLog log = SigningLog.InMemory();

    public SignedNumberAttackTests(TransferProverTests.Keys keys) => this.keys = keys;

    public static TheoryData<int, int, BundleFunction> Functions => new()
    {
        { 2, 1, BundleFunction.Transfer },
        { 2, 1, BundleFunction.Shield },
        { 2, 1, BundleFunction.Unshield },
        { 8, 1, BundleFunction.Transfer },
        { 2, 8, BundleFunction.Transfer },
    };

    private World.Bank Sender => world.Banks[0];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_hostile_prover_changes_one_number_of_the_effects(int inputs, int payments, BundleFunction function)
    {
        (TransferPlan plan, TransferStatement honest) = Plan(new TransferShape(inputs, payments), function);
        Fr[] numbers = honest.ToPublicInputs();
        for (int i = TransferStatement.RootCount; i < numbers.Length; i++)
        {
            foreach (Fr change in new[] { Fr.One, Fr.FromUInt64(256) })
            {
                Fr[] changed = [.. numbers];
                changed[i] += change;
                Assert.True(TransferStatement.TryFromPublicInputs(plan.Shape, changed, out TransferStatement? statement));

                SigningAnswer answer = await Sign(plan, statement.Effects);

                Assert.Null(answer.Signature);
                Assert.Equal(RefusalOf(plan.Shape, i), answer.Refusal);
            }
        }

        Assert.NotNull((await Sign(plan, honest.Effects)).Signature);
    }

    [Fact]
    public async Task A_hostile_prover_sends_other_memos_fewer_or_none()
    {
        TransferDraft draft = World.Draft(
            TransferShape.PaymentRun, Sender, [world.Give(Sender, Euro, 100_00)], new Payment(world.Banks[1].Index, new Amount(1), Memo.FromText("one")), new Payment(world.Banks[2].Index, new Amount(2), Memo.FromText("two")));
        TransferPlan plan = PlannedTransfer.Create(draft, Sender.Keys, world.Random).Plan;
        TransferStatement honest = world.State(Sender, plan);
        ImmutableArray<MemoCiphertext> memos = plan.EncryptMemos(world.PartiesOf(plan));

        foreach (ImmutableArray<MemoCiphertext> other in (ImmutableArray<MemoCiphertext>[])[default, [], memos[..7], [.. memos, memos[0]], [memos[1], memos[0], .. memos[2..]]])
        {
            Assert.Equal(SigningRefusal.OtherMemo, (await Sign(plan, honest.Effects, other)).Refusal);
        }

        Assert.NotNull((await Sign(plan, honest.Effects, memos)).Signature);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_relayer_changes_one_number_of_a_signed_bundle(int inputs, int payments, BundleFunction function)
    {
        (TransferPlan plan, TransferStatement honest) = Plan(new TransferShape(inputs, payments), function);
        Bundle bundle = await Bundle(plan, honest, new byte[Notes.Bundle.ProofSize]);
        Assert.Null(BundleRules.FindRefusal(bundle, function, Now));
        Fr[] numbers = honest.ToPublicInputs();
        for (int i = 0; i < numbers.Length; i++)
        {
            Fr[] changed = [.. numbers];
            changed[i] += Fr.One;
            Assert.True(TransferStatement.TryFromPublicInputs(plan.Shape, changed, out TransferStatement? statement));
            Bundle other = new(statement, bundle.VerifyingKeyVersion, bundle.Proof, bundle.Memos, bundle.Terms, bundle.Signature);

            // The two roots are the proof's alone: under newer ones of the same epoch it is made again, and what was signed stands.
            bool isRoot = i < TransferStatement.RootCount;
            Assert.Equal(isRoot, bundle.Id == other.Id);
            Assert.Equal(isRoot, BundleRules.FindRefusal(other, function, Now) is null);
        }
    }

    [Fact]
    public async Task A_relayer_swaps_any_field_of_the_terms()
    {
        foreach (BundleFunction function in Enum.GetValues<BundleFunction>())
        {
            (TransferPlan plan, TransferStatement honest) = Plan(TransferShape.Everyday, function);
            Bundle bundle = await Bundle(plan, honest, new byte[Notes.Bundle.ProofSize]);
            TransferTerms terms = bundle.Terms;
            Assert.True(AgreementReference.TryRead([1, .. new byte[31]], out AgreementReference agreement));
            TransferTerms[] swapped =
            [
                terms with { ChainId = terms.ChainId + 1 },
                terms with { Contract = World.Account(66) },
                terms with { Expiry = terms.Expiry + 1 },
                terms with { Expiry = Now },
                terms with { Depositor = World.Account(66) },
                terms with { Target = World.Account(66) },
                terms with { Depositor = terms.Target, Target = terms.Depositor },
                terms with { Agreement = agreement },
            ];

            foreach (TransferTerms other in swapped.Where(other => other != terms))
            {
                Bundle relayed = new(bundle.Statement, bundle.VerifyingKeyVersion, bundle.Proof, bundle.Memos, other, bundle.Signature);
                Assert.NotEqual(bundle.Id, relayed.Id);
                Assert.NotNull(BundleRules.FindRefusal(relayed, function, Now));
            }
        }
    }

    [Fact]
    public async Task Proof_malleability_another_valid_proof_and_another_root_are_the_same_bundle()
    {
        PlannedTransfer transfer = PlanOf(TransferShape.Everyday, BundleFunction.Transfer);
        TransferWitness witness = world.Witness(Sender, transfer);
        Assert.True(TransferStatement.TryFromPublicInputs(witness.Shape, witness.PublicInputs.AsSpan(), out TransferStatement? statement));
        Proof proof = keys.Prover.Prove(witness, cancellation: TestContext.Current.CancellationToken);
        Bundle bundle = await Bundle(transfer.Plan, statement, proof.ToBytes());

        // Anybody can: (k A, B / k, C) proves the same.
        Fr k = Fr.FromUInt64(77);
        Proof other = new((proof.A * k).ToAffine(), (proof.B * k.Invert()).ToAffine(), proof.C);
        Bundle mauled = bundle.ProvenAgain(statement.NoteRoot, statement.MemberRoot, other.ToBytes());
        AssertSame(bundle, mauled, other);

        // And after another payment came into the tree the sender proves again, without its signer.
        _ = world.Give(world.Banks[1], Euro, 1);
        TransferWitness later = world.Witness(Sender, transfer);
        Proof again = keys.Prover.Prove(later, cancellation: TestContext.Current.CancellationToken);
        Assert.NotEqual(statement.NoteRoot, world.NoteRoot);
        AssertSame(bundle, bundle.ProvenAgain(world.NoteRoot, world.MemberRoot, again.ToBytes()), again);
    }

    public void Dispose() => log.Dispose();

    private void AssertSame(Bundle bundle, Bundle other, Proof proof)
    {
        Verifier verifier = new(keys.Prover.VerifyingKeyOf(TransferShape.Everyday, TestContext.Current.CancellationToken));
        Assert.Equal(ProofVerdict.Valid, verifier.Verify(proof, other.Statement.ToPublicInputs()));
        Assert.False(bundle.Proof.SequenceEqual(other.Proof));
        Assert.Equal(bundle.Id, other.Id);
        Assert.Null(BundleRules.FindRefusal(other, BundleFunction.Transfer, Now));
    }

    private static SigningRefusal RefusalOf(TransferShape shape, int input)
    {
        int nullifiers = TransferStatement.RootCount + 1, outputs = nullifiers + shape.Inputs, ciphertexts = outputs + (2 * shape.Outputs);
        int points = ciphertexts + (2 * shape.Payments) + shape.SenderElements, amounts = points + 4;
        return input switch
        {
            _ when input < nullifiers => SigningRefusal.OtherTerms,
            _ when input < outputs => SigningRefusal.OtherNullifiers,
            _ when input < ciphertexts => SigningRefusal.OtherCommitment,
            _ when input < points => SigningRefusal.OtherCiphertext,
            _ when input < amounts => SigningRefusal.OtherKeys,
            _ => SigningRefusal.OtherTerms,
        };
    }

    private (TransferPlan Plan, TransferStatement Statement) Plan(TransferShape shape, BundleFunction function)
    {
        TransferPlan plan = PlanOf(shape, function).Plan;
        return (plan, world.State(Sender, plan));
    }

    private PlannedTransfer PlanOf(TransferShape shape, BundleFunction function) => PlannedTransfer.Create(
        World.Draft(
            shape,
            Sender,
            [world.Give(Sender, Euro, 100_00)],
            new Payment(world.Banks[1].Index, new Amount(30_00), Memo.FromText("memo")),
            publicIn: function == BundleFunction.Shield ? 5_00UL : 0,
            publicOut: function == BundleFunction.Unshield ? 5_00UL : 0),
        Sender.Keys,
        world.Random);

    private async Task<SigningAnswer> Sign(TransferPlan plan, TransferEffects effects, ImmutableArray<MemoCiphertext>? memos = null)
    {
        using SpendAuthorizationKey key = Sender.Seed.SpendAuthorizationKey();
        SoftwareSpendSigner signer = new(key, Sender.Address, World.Terms.ChainId, World.Terms.Contract, world.Members, log, World.Limits);
        return await signer.SignAsync(new SigningRequest(plan, effects, memos ?? plan.EncryptMemos(world.PartiesOf(plan))), TestContext.Current.CancellationToken);
    }

    private async Task<Bundle> Bundle(TransferPlan plan, TransferStatement statement, byte[] proof)
    {
        byte[] signature = new byte[RedJubjubSignature.SizeInBytes];
        (await Sign(plan, statement.Effects)).Signature!.Value.WriteTo(signature);
        return new Bundle(statement, 1, proof, plan.EncryptMemos(world.PartiesOf(plan)), plan.Terms, signature);
    }
}
