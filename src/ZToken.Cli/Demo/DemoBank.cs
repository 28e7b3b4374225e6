using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A member bank of a demonstration: all its keys in one process, which no real bank has.</summary>
internal sealed class DemoBank : IDisposable
{
    private const int LifeInSeconds = 1800;

    private readonly WalletSeed seed;
    private readonly SpendAuthorizationKey spendKey;
    private readonly SigningLog signed = SigningLog.InMemory();
    private readonly RandomSource random;

    public DemoBank(string name, EthereumClient client, LedgerId ledger, RandomSource random)
        : this(name, client, ledger, random, WalletSeed.Create(random), Secp256k1PrivateKey.Generate(random))
    {
    }

    private DemoBank(string name, EthereumClient client, LedgerId ledger, RandomSource random, WalletSeed seed, Secp256k1PrivateKey accountKey)
    {
        (this.random, this.seed, AccountKey) = (random, seed, accountKey);
        spendKey = seed.SpendAuthorizationKey(ledger);
        Member = new DemoMember(name, seed.FullViewingKey(ledger), new TransactionSender(client, AccountKey));
        Shielded = new ShieldedAccount(Keys);
    }

    /// <summary>As the authorities know it.</summary>
    public DemoMember Member { get; }

    public string Name => Member.Name;

    public FullViewingKey Keys => Member.Keys;

    public ShieldedAccount Shielded { get; }

    /// <summary>The key of the account that holds coins and is known by name.</summary>
    public Secp256k1PrivateKey AccountKey { get; }

    public TransactionSender Sender => Member.Sender;

    public Address Account => Member.Account;

    public MemberIndex Index => Member.Index;

    // What was prepared last, to prove it again under newer roots.
    private (PlannedTransfer Transfer, OwnedNote[] Notes)? latest;

    /// <summary>The same bank, which knows nothing yet but its keys, on the chain that its ledger moved to.</summary>
    public DemoBank MoveTo(EthereumClient client, LedgerId ledger)
    {
        byte[] seedBytes = new byte[WalletSeed.SizeInBytes], keyBytes = new byte[Secp256k1PrivateKey.SizeInBytes];
        seed.WriteTo(seedBytes);
        AccountKey.WriteTo(keyBytes);
        _ = WalletSeed.TryRead(seedBytes, out WalletSeed? sameSeed);
        _ = Secp256k1PrivateKey.TryRead(keyBytes, out Secp256k1PrivateKey? sameKey);
        DemoBank there = new(Name, client, ledger, random, sameSeed!, sameKey!);
        there.Member.Index = Index;
        return there;
    }

    /// <summary>Plans, proves and signs a transfer under the trees as the bank knows them.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="members">The members of the epoch.</param>
    /// <param name="home">The contract that will take it.</param>
    /// <param name="blockTime">The time of the latest block.</param>
    /// <param name="prover">Makes the proof.</param>
    public Bundle Prepare(DemoOrder order, MemberTree members, ContractHome home, ulong blockTime, TransferProver prover)
    {
        OwnedNote[] notes = Choose(order);
        TransferDraft draft = new()
        {
            Shape = order.Payments.Count > 1 ? TransferShape.PaymentRun : notes.Length > TransferShape.Everyday.Inputs ? TransferShape.Consolidation : TransferShape.Everyday,
            VerifyingKeyVersion = DemoAuthorities.KeyVersion,
            Epoch = members.Epoch,
            Asset = order.Asset,
            Sender = Index,
            Notes = [.. notes.Select(note => note.Note)],
            Payments = order.Payments,
            PublicIn = order.PublicIn,
            PublicOut = order.PublicOut,
            Terms = new TransferTerms
            {
                ChainId = home.ChainId,
                Contract = AccountOf(home.ZToken),
                Expiry = order.Expiry ?? blockTime + LifeInSeconds,
                Depositor = order.PublicIn.IsZero ? default : AccountOf(Account),
                Target = order.PublicOut.IsZero ? default : AccountOf(order.Target ?? Account),
            },
        };
        PlannedTransfer transfer = PlannedTransfer.Create(draft, Keys, random);
        TransferPlan plan = transfer.Plan;
        TransferParties parties = new(Find(members, Index), [.. plan.Payments.Select(payment => Find(members, payment.Payee))]);
        TransferEffects effects = TransferEffects.Of(plan, Keys.ProofGenerationKey.ValidatingKey, parties);
        TransferStatement statement = new(Shielded.Tree.Root, members.Root, effects);
        latest = (transfer, notes);
        Proof proof = Prove(transfer, notes, statement, members, prover);
        ImmutableArray<MemoCiphertext> memos = plan.EncryptMemos(parties);
        return new Bundle(statement, DemoAuthorities.KeyVersion, proof.ToBytes(), memos, plan.Terms, Sign(plan, effects, memos, members, home));
    }

    /// <summary>Proves the bundle that was prepared last under the trees as they are now; its signature stands.</summary>
    public Bundle ProveAgain(Bundle bundle, MemberTree members, TransferProver prover)
    {
        (PlannedTransfer transfer, OwnedNote[] notes) = latest ?? throw new InvalidOperationException("Nothing was prepared.");
        TransferStatement statement = new(Shielded.Tree.Root, members.Root, bundle.Statement.Effects);
        return bundle.ProvenAgain(statement.NoteRoot, statement.MemberRoot, Prove(transfer, notes, statement, members, prover).ToBytes());
    }

    public void Dispose()
    {
        Shielded.Dispose();
        Sender.Dispose();
        AccountKey.Dispose();
        spendKey.Dispose();
        Keys.Dispose();
        seed.Dispose();
        signed.Dispose();
    }

    private Proof Prove(PlannedTransfer transfer, OwnedNote[] notes, TransferStatement statement, MemberTree members, TransferProver prover) => prover.Prove(TransferWitness.Create(
        transfer,
        Keys.ProofGenerationKey,
        statement,
        [.. transfer.Plan.Inputs.Select((_, i) => i < notes.Length ? PathOf(notes[i]) : null)],
        Witness(members, transfer.Plan.Sender),
        [.. transfer.Plan.Payments.Select(payment => Witness(members, payment.Payee))]));

    private byte[] Sign(TransferPlan plan, TransferEffects effects, ImmutableArray<MemoCiphertext> memos, MemberTree members, ContractHome home)
    {
        MemberDirectory directory = new();
        directory.Follow(members);
        SigningLimits limits = new(TimeSpan.FromDays(36_500), new HashSet<uint> { DemoAuthorities.KeyVersion });
        SoftwareSpendSigner signer = new(spendKey, Member.Address, home.ChainId, AccountOf(home.ZToken), directory, signed, limits);
        SigningAnswer answer = signer.SignAsync(new SigningRequest(plan, effects, memos)).AsTask().GetAwaiter().GetResult();
        byte[] bytes = new byte[RedJubjubSignature.SizeInBytes];
        (answer.Signature ?? throw new InvalidOperationException($"The signer of {Name} refuses: {answer.Refusal}.")).WriteTo(bytes);
        return bytes;
    }

    private OwnedNote[] Choose(DemoOrder order)
    {
        UInt128 paid = order.Payments.Aggregate((UInt128)order.PublicOut.Cents, (sum, payment) => sum + payment.Value.Cents);
        if (paid <= order.PublicIn.Cents)
        {
            return [];
        }

        Dictionary<NotePosition, OwnedNote> unspent = Shielded.Unspent.Where(note => note.Note.Note.Asset == order.Asset).ToDictionary(note => note.Note.Position);
        IReadOnlyList<TransferShape> shapes = order.Payments.Count > TransferShape.Everyday.Payments ? [TransferShape.PaymentRun] : [TransferShape.Everyday, TransferShape.Consolidation];
        NoteChoice? choice = new NoteSelection().Choose(unspent.Values.Select(note => note.Note), new Amount((ulong)(paid - order.PublicIn.Cents)), shapes);
        return [.. (choice ?? throw new InvalidOperationException($"{Name} has not enough for an order.")).Notes.Select(note => unspent[note.Position])];
    }

    private MerklePath PathOf(OwnedNote note) =>
        Shielded.TryPathOf(note.Note.Position, out MerklePath? path) ? path : throw new InvalidOperationException("An unspent note has a path.");

    private static Member Find(MemberTree members, MemberIndex index) =>
        members.TryFind(index, out Member? member) ? member : throw new InvalidOperationException($"There is no member {index} in epoch {members.Epoch}.");

    private static MemberWitness Witness(MemberTree members, MemberIndex index)
    {
        Member member = Find(members, index);
        return new MemberWitness(member.Owner, member.ViewingPoint, members.PathOf(index));
    }

    private static AccountId AccountOf(Address address) => AccountId.TryRead(address.ToBytes(), out AccountId account) ? account : default;
}
