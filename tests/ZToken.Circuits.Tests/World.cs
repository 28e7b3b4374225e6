using System.Collections.Immutable;
using System.Text;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>Banks, their registry and the notes that they own, all from a seed.</summary>
internal sealed class World
{
    private readonly SparseTree notes = new(TransferCircuit.NoteTreeDepth);
    private readonly SparseTree members = new(TransferCircuit.MemberTreeDepth);
    private readonly Dictionary<MemberIndex, Member> registry = [];

    public World(string seed, int banks = 4)
    {
        Random = RandomSource.FromSeed(Encoding.UTF8.GetBytes(seed));
        Banks = [.. Enumerable.Range(0, banks).Select(_ => new Bank(Random, new MemberIndex((ushort)(Number() >> 48))))];
        foreach (Bank bank in Banks)
        {
            Register(bank.Index, bank.Keys.MemberIn(Epoch));
        }
    }

    public static Epoch Epoch { get; } = new(7);

    public RandomSource Random { get; }

    public Bank[] Banks { get; }

    public NoteRoot NoteRoot => new(notes.Root);

    public MemberRoot MemberRoot => new(members.Root);

    public Directory Members => new(registry);

    public static TransferTerms Terms { get; } = new() { ChainId = 31337, Contract = Account(1), Expiry = 2_000_000_000 };

    /// <summary>No limits: the tests' transfers expire in a year of their own.</summary>
    public static SigningLimits Limits { get; } = new(TimeSpan.FromDays(36_500), new HashSet<uint> { 1 });

    public static AccountId Account(byte number)
    {
        byte[] bytes = new byte[AccountId.SizeInBytes];
        bytes[^1] = number;
        return AccountId.TryRead(bytes, out AccountId account) ? account : default;
    }

    public void Register(MemberIndex index, Member member)
    {
        registry[index] = member;
        members.Set(index.Number, member.LeafIn(Epoch));
    }

    public ulong Number()
    {
        byte[] bytes = new byte[sizeof(ulong)];
        Random.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    /// <summary>A note of a bank at a random place of the tree.</summary>
    public SpendableNote Give(Bank bank, AssetId asset, ulong cents)
    {
        SpendableNote note = new(new Note(asset, new Amount(cents), bank.Keys.Owner, Fr.Random(Random)), new NotePosition((uint)Number()));
        notes.Set(note.Position.Number, note.Note.Commit().Value);
        return note;
    }

    /// <summary>A commitment at a place of the tree, whatever it commits to.</summary>
    public void Plant(NotePosition position, NoteCommitment commitment) => notes.Set(position.Number, commitment.Value);

    /// <summary>A leaf among the members, whatever it is.</summary>
    public void PlantMember(MemberIndex index, Fr leaf) => members.Set(index.Number, leaf);

    /// <summary>The witness of an honest payment of 30.00 from the first bank to the second.</summary>
    public TransferWitness Pay(TransferShape shape, IReadOnlyList<SpendableNote> notes, ulong publicIn = 0, ulong publicOut = 0) => Witness(
        Banks[0],
        PlannedTransfer.Create(Draft(shape, Banks[0], notes, new Payment(Banks[1].Index, new Amount(30_00), Memo.Empty), publicIn, publicOut), Banks[0].Keys, Random));

    public static TransferDraft Draft(TransferShape shape, Bank sender, IReadOnlyList<SpendableNote> notes, params IReadOnlyList<Payment> payments) => Draft(shape, sender, notes, payments, 0);

    public static TransferDraft Draft(TransferShape shape, Bank sender, IReadOnlyList<SpendableNote> notes, Payment payment, ulong publicIn = 0, ulong publicOut = 0) =>
        Draft(shape, sender, notes, [payment], publicIn, publicOut);

    public static TransferDraft Draft(TransferShape shape, Bank sender, IReadOnlyList<SpendableNote> notes, IReadOnlyList<Payment> payments, ulong publicIn, ulong publicOut = 0) => new()
    {
        Shape = shape,
        VerifyingKeyVersion = 1,
        Epoch = Epoch,
        Asset = notes.Count > 0 ? notes[0].Note.Asset : new AssetId(1),
        Sender = sender.Index,
        Notes = notes,
        Payments = payments,
        PublicIn = new Amount(publicIn),
        PublicOut = new Amount(publicOut),
        Terms = Terms with { Depositor = publicIn == 0 ? default : Account(9), Target = publicOut == 0 ? default : Account(8) },
    };

    public MerklePath NotePathOf(NotePosition position) => notes.PathOf(position.Number);

    public TransferParties PartiesOf(TransferPlan plan) => new(registry[plan.Sender], [.. plan.Payments.Select(payment => registry[payment.Payee])]);

    public MemberWitness Witness(MemberIndex index) => new(registry[index].Owner, registry[index].ViewingPoint, members.PathOf(index.Number));

    public TransferStatement State(Bank sender, TransferPlan plan) =>
        new(NoteRoot, MemberRoot, TransferEffects.Of(plan, sender.Keys.ProofGenerationKey.ValidatingKey, PartiesOf(plan)));

    public TransferWitness Witness(Bank sender, PlannedTransfer transfer) => TransferWitness.Create(
        transfer,
        sender.Keys.ProofGenerationKey,
        State(sender, transfer.Plan),
        [.. transfer.Plan.Inputs.Select(input => input.Position is { } position ? notes.PathOf(position.Number) : null)],
        Witness(transfer.Plan.Sender),
        [.. transfer.Plan.Payments.Select(payment => Witness(payment.Payee))]);

    /// <summary>A bank of the world.</summary>
    internal sealed class Bank
    {
        public Bank(RandomSource random, MemberIndex index)
        {
            Seed = WalletSeed.Create(random);
            Keys = Seed.FullViewingKey();
            Index = index;
        }

        public WalletSeed Seed { get; }

        public FullViewingKey Keys { get; }

        public MemberIndex Index { get; }

        public PaymentAddress Address => new(Keys.Owner, Index);
    }

    /// <summary>The registry as a directory.</summary>
    internal sealed class Directory(Dictionary<MemberIndex, Member> members) : IMemberDirectory
    {
        public bool TryFind(Epoch epoch, MemberIndex index, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Member? member)
        {
            member = null;
            return epoch == World.Epoch && members.TryGetValue(index, out member);
        }
    }
}
