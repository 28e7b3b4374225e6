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
    private PlannedTransfer? latest;

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
        PlannedTransfer transfer = latest = Plan(order, members, home, blockTime);
        SigningRequest request = RequestOf(transfer, members);
        TransferStatement statement = new(Shielded.Tree.Root, members.Root, request.Effects);
        Proof proof = prover.Prove(WitnessOf(transfer, statement, members));
        SigningAnswer answer = SignerUnder(members, home).SignAsync(request).AsTask().GetAwaiter().GetResult();
        return BundleOf(transfer, statement, proof, request.Memos, answer);
    }

    /// <summary>Proves the bundle that was prepared last under the trees as they are now; its signature stands.</summary>
    public Bundle ProveAgain(Bundle bundle, MemberTree members, TransferProver prover)
    {
        PlannedTransfer transfer = latest ?? throw new InvalidOperationException("Nothing was prepared.");
        TransferStatement statement = new(Shielded.Tree.Root, members.Root, bundle.Statement.Effects);
        return bundle.ProvenAgain(statement.NoteRoot, statement.MemberRoot, prover.Prove(WitnessOf(transfer, statement, members)).ToBytes());
    }

    /// <summary>Chooses notes and writes down who gets what.</summary>
    /// <inheritdoc cref="Prepare"/>
    public PlannedTransfer Plan(DemoOrder order, MemberTree members, ContractHome home, ulong blockTime)
    {
        ImmutableArray<SpendableNote> notes = Choose(order);
        TransferDraft draft = new()
        {
            Shape = order.Payments.Count > 1 ? TransferShape.PaymentRun : notes.Length > TransferShape.Everyday.Inputs ? TransferShape.Consolidation : TransferShape.Everyday,
            VerifyingKeyVersion = DemoAuthorities.KeyVersion,
            Epoch = members.Epoch,
            Asset = order.Asset,
            Sender = Index,
            Notes = notes,
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
        return PlannedTransfer.Create(draft, Keys, random);
    }

    /// <summary>What the signer is asked about a plan: the plan, and what it does on the chain.</summary>
    public SigningRequest RequestOf(PlannedTransfer transfer, MemberTree members)
    {
        TransferParties parties = new(Find(members, Index), [.. transfer.Plan.Payments.Select(payment => Find(members, payment.Payee))]);
        return new SigningRequest(transfer.Plan, TransferEffects.Of(transfer.Plan, Keys.ProofGenerationKey.ValidatingKey, parties), transfer.Plan.EncryptMemos(parties));
    }

    /// <summary>All that a proof of a plan is made from.</summary>
    public TransferWitness WitnessOf(PlannedTransfer transfer, TransferStatement statement, MemberTree members) => TransferWitness.Create(
        transfer,
        Keys.ProofGenerationKey,
        statement,
        [.. transfer.Plan.Inputs.Select(input => input.Position is { } position ? PathOf(position) : null)],
        Witness(members, transfer.Plan.Sender),
        [.. transfer.Plan.Payments.Select(payment => Witness(members, payment.Payee))]);

    /// <summary>The signer, with its own copy of the members.</summary>
    public ISpendSigner SignerUnder(MemberTree members, ContractHome home)
    {
        MemberDirectory directory = new();
        directory.Follow(members);
        SigningLimits limits = new(TimeSpan.FromDays(36_500), new HashSet<uint> { DemoAuthorities.KeyVersion });
        return new SoftwareSpendSigner(spendKey, Member.Address, home.ChainId, AccountOf(home.ZToken), directory, signed, limits);
    }

    /// <summary>The bundle of a plan that is proven and signed.</summary>
    /// <exception cref="InvalidOperationException">The signer did not sign.</exception>
    public Bundle BundleOf(PlannedTransfer transfer, TransferStatement statement, Proof proof, ImmutableArray<MemoCiphertext> memos, SigningAnswer answer)
    {
        byte[] signature = new byte[RedJubjubSignature.SizeInBytes];
        (answer.Signature ?? throw new InvalidOperationException($"The signer of {Name} refuses: {answer.Refusal}.")).WriteTo(signature);
        return new Bundle(statement, DemoAuthorities.KeyVersion, proof.ToBytes(), memos, transfer.Plan.Terms, signature);
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

    private ImmutableArray<SpendableNote> Choose(DemoOrder order)
    {
        UInt128 paid = order.Payments.Aggregate((UInt128)order.PublicOut.Cents, (sum, payment) => sum + payment.Value.Cents);
        if (paid <= order.PublicIn.Cents)
        {
            return [];
        }

        IReadOnlyList<TransferShape> shapes = order.Payments.Count > TransferShape.Everyday.Payments ? [TransferShape.PaymentRun] : [TransferShape.Everyday, TransferShape.Consolidation];
        IEnumerable<SpendableNote> spendable = Shielded.Unspent.Select(note => note.Note).Where(note => note.Note.Asset == order.Asset);
        NoteChoice? choice = new NoteSelection().Choose(spendable, new Amount((ulong)(paid - order.PublicIn.Cents)), shapes);
        return (choice ?? throw new InvalidOperationException($"{Name} has not enough for an order.")).Notes;
    }

    private MerklePath PathOf(NotePosition position) =>
        Shielded.TryPathOf(position, out MerklePath? path) ? path : throw new InvalidOperationException("An unspent note has a path.");

    private static Member Find(MemberTree members, MemberIndex index) =>
        members.TryFind(index, out Member? member) ? member : throw new InvalidOperationException($"There is no member {index} in epoch {members.Epoch}.");

    private static MemberWitness Witness(MemberTree members, MemberIndex index)
    {
        Member member = Find(members, index);
        return new MemberWitness(member.Owner, member.ViewingPoint, members.PathOf(index));
    }

    private static AccountId AccountOf(Address address) => AccountId.TryRead(address.ToBytes(), out AccountId account) ? account : default;
}
