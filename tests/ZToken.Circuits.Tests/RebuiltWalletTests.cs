using System.Buffers;
using ZToken.Algebra;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>Blocks of real bundles, of which two accounts are read: one as they come, one from the seed and the bundles' bytes alone.</summary>
public sealed class RebuiltWalletTests : IClassFixture<TransferProverTests.Keys>, IDisposable
{
    private static readonly AssetId Euro = new(1);
    private static readonly AssetId Gold = new(2);

    private readonly TransferProverTests.Keys keys;
    private readonly World world = new("rebuilt", banks: 3);
    private readonly List<byte[]> bundles = [];
    private readonly SigningLog log = SigningLog.InMemory();

    public RebuiltWalletTests(TransferProverTests.Keys keys) => this.keys = keys;

    [Fact]
    public async Task A_wallet_is_rebuilt_from_its_seed_and_the_list_of_bundles_alone()
    {
        ShieldedAccount[] accounts = [.. world.Banks.Select(bank => new ShieldedAccount(bank.Keys))];
        await Submit(accounts, 0, Euro, shield: 500_00);
        await Submit(accounts, 0, Gold, shield: 7_00);
        await Submit(accounts, 0, Euro, 0, new Payment(world.Banks[1].Index, new Amount(120_00), Memo.FromText("first")));
        await Submit(accounts, 1, Euro, 0, new Payment(world.Banks[0].Index, new Amount(20_00), Memo.FromText("back")));
        await Submit(accounts, 0, Euro, 0, new Payment(world.Banks[2].Index, new Amount(55_00), Memo.Empty), new Payment(world.Banks[0].Index, new Amount(5_00), Memo.FromText("to myself")));
        byte[] seed = new byte[WalletSeed.SizeInBytes];
        world.Banks[0].Seed.WriteTo(seed);

        // From here on nothing of the first account is used but for comparison.
        Assert.True(WalletSeed.TryRead(seed, out WalletSeed? again));
        using FullViewingKey rebuiltKeys = again.FullViewingKey();
        using ShieldedAccount rebuilt = new(rebuiltKeys);
        ulong height = 0;
        foreach (byte[] bytes in bundles)
        {
            Assert.True(Bundle.TryRead(bytes, World.Terms.ChainId, World.Terms.Contract, out Bundle? bundle));
            _ = rebuilt.Apply(++height, [bundle.Statement.Effects]);
        }

        Assert.Equal((345_00UL, 7_00UL), (rebuilt.BalanceOf(Euro).Cents, rebuilt.BalanceOf(Gold).Cents));
        Assert.Equal(accounts[0].Tree.Root, rebuilt.Tree.Root);
        Assert.Equal(accounts[0].Notes.Select(Describe), rebuilt.Notes.Select(Describe));
        Assert.All(rebuilt.Unspent, note => Assert.Equal(rebuilt.Tree.Root.Value, PathOf(rebuilt, note).RootOf(note.Note.Note.Commit().Value)));

        // And it pays: its notes, paths and keys satisfy the circuit.
        accounts[0] = rebuilt;
        await Submit(accounts, 0, Euro, 0, new Payment(world.Banks[1].Index, new Amount(345_00), Memo.Empty));
        Assert.Equal(0UL, rebuilt.BalanceOf(Euro).Cents);
    }

    [Fact]
    public async Task An_account_that_takes_blocks_back_is_what_it_was()
    {
        ShieldedAccount[] accounts = [.. world.Banks.Select(bank => new ShieldedAccount(bank.Keys))];
        await Submit(accounts, 0, Euro, shield: 500_00);
        string[] before = [.. accounts[0].Notes.Select(Describe)];
        NoteRoot root = accounts[0].Tree.Root;
        await Submit(accounts, 0, Euro, 0, new Payment(world.Banks[1].Index, new Amount(120_00), Memo.Empty));
        Assert.Equal(380_00UL, accounts[0].BalanceOf(Euro).Cents);

        Assert.Null(accounts[0].RewindTo(1));

        Assert.Equal(before, accounts[0].Notes.Select(Describe));
        Assert.Equal((root, 500_00UL), (accounts[0].Tree.Root, accounts[0].BalanceOf(Euro).Cents));
        Assert.True(Bundle.TryRead(bundles[1], World.Terms.ChainId, World.Terms.Contract, out Bundle? again));
        _ = accounts[0].Apply(2, [again.Statement.Effects]);
        Assert.Equal((380_00UL, accounts[1].Tree.Root), (accounts[0].BalanceOf(Euro).Cents, accounts[0].Tree.Root));
    }

    public void Dispose() => log.Dispose();

    // One block: a transfer that is planned, proven, signed, checked as the contract will, and read by everybody.
    private async Task Submit(ShieldedAccount[] accounts, int sender, AssetId asset, ulong shield, params Payment[] payments)
    {
        World.Bank bank = world.Banks[sender];
        OwnedNote[] notes = [.. accounts[sender].Unspent.Where(note => note.Note.Note.Asset == asset).Take(2)];
        TransferShape shape = payments.Length > 1 ? TransferShape.PaymentRun : TransferShape.Everyday;
        TransferDraft draft = new()
        {
            Shape = shape,
            VerifyingKeyVersion = 1,
            Epoch = World.Epoch,
            Asset = asset,
            Sender = bank.Index,
            Notes = [.. notes.Select(note => note.Note)],
            Payments = payments,
            PublicIn = new Amount(shield),
            Terms = shield == 0 ? World.Terms : World.Terms with { Depositor = World.Account(9) },
        };
        PlannedTransfer transfer = PlannedTransfer.Create(draft, bank.Keys, world.Random);
        TransferPlan plan = transfer.Plan;
        TransferParties parties = world.PartiesOf(plan);
        TransferEffects effects = TransferEffects.Of(plan, bank.Keys.ProofGenerationKey.ValidatingKey, parties);
        TransferStatement statement = new(accounts[sender].Tree.Root, world.MemberRoot, effects);
        TransferWitness witness = TransferWitness.Create(
            transfer,
            bank.Keys.ProofGenerationKey,
            statement,
            [.. plan.Inputs.Select((_, i) => i < notes.Length ? PathOf(accounts[sender], notes[i]) : null)],
            world.Witness(plan.Sender),
            [.. plan.Payments.Select(payment => world.Witness(payment.Payee))]);
        Proof proof = keys.Prover.Prove(witness, cancellation: TestContext.Current.CancellationToken);

        using SpendAuthorizationKey ask = bank.Seed.SpendAuthorizationKey();
        SoftwareSpendSigner signer = new(ask, bank.Address, World.Terms.ChainId, World.Terms.Contract, world.Members, log, World.Limits);
        SigningAnswer answer = await signer.SignAsync(new SigningRequest(plan, effects, plan.EncryptMemos(parties)), TestContext.Current.CancellationToken);
        byte[] signature = new byte[ZToken.Crypto.RedJubjubSignature.SizeInBytes];
        answer.Signature!.Value.WriteTo(signature);
        Bundle bundle = new(statement, 1, proof.ToBytes(), plan.EncryptMemos(parties), plan.Terms, signature);

        Assert.Null(BundleRules.FindRefusal(bundle, shield == 0 ? BundleFunction.Transfer : BundleFunction.Shield, blockTime: 1_800_000_000));
        Assert.Equal(ProofVerdict.Valid, new Verifier(keys.Prover.VerifyingKeyOf(shape, TestContext.Current.CancellationToken)).Verify(proof, statement.ToPublicInputs()));
        ArrayBufferWriter<byte> wire = new();
        bundle.WriteTo(wire);
        bundles.Add(wire.WrittenSpan.ToArray());
        foreach (ShieldedAccount account in accounts)
        {
            _ = account.Apply((ulong)bundles.Count, [effects]);
        }
    }

    private static MerklePath PathOf(ShieldedAccount account, OwnedNote note) =>
        account.TryPathOf(note.Note.Position, out MerklePath? path) ? path : throw new InvalidOperationException("An unspent note has a path.");

    private static string Describe(OwnedNote note) =>
        $"{note.Note.Position} {note.Note.Note.Asset} {note.Note.Note.Value} {note.Note.Note.Commit().Value} {note.Nullifier.Value} {note.ReceivedAt} {note.SpentAt}";
}
