using System.Collections.Immutable;
using ZToken.Algebra;

namespace ZToken.Notes.Tests;

/// <summary>A few banks with their keys and indices, and the transfers between them: no trees, no proofs.</summary>
internal sealed class Town
{
    public Town(string seed, int banks = 3)
    {
        Random = RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes(seed));
        Banks = [.. Enumerable.Range(0, banks).Select(_ => CreateKeys())];
    }

    public static Epoch Epoch { get; } = new(3);

    public static AssetId Euro { get; } = new(1);

    public static TransferTerms Terms { get; } = new() { ChainId = 7, Contract = default, Expiry = 1_900_000_000 };

    public RandomSource Random { get; }

    public ImmutableArray<FullViewingKey> Banks { get; }

    public static MemberIndex IndexOf(int bank) => new((ushort)(100 * (bank + 1)));

    public Member MemberOf(MemberIndex index) => Banks[(index.Number / 100) - 1].MemberIn(Epoch);

    /// <summary>A note of a bank at a position that nobody looks up.</summary>
    public SpendableNote Give(int bank, ulong cents, uint position = 17) =>
        new(new Note(Euro, new Amount(cents), Banks[bank].Owner, Fr.Random(Random)), new NotePosition(position));

    public PlannedTransfer Plan(TransferShape shape, int sender, IReadOnlyList<SpendableNote> notes, params (int Payee, ulong Cents, string Memo)[] payments) => PlannedTransfer.Create(
        new TransferDraft
        {
            Shape = shape,
            VerifyingKeyVersion = 1,
            Epoch = Epoch,
            Asset = Euro,
            Sender = IndexOf(sender),
            Notes = notes,
            Payments = [.. payments.Select(payment => new Payment(IndexOf(payment.Payee), new Amount(payment.Cents), Memo.FromText(payment.Memo)))],
            Terms = Terms,
        },
        Banks[sender],
        Random);

    public TransferParties PartiesOf(TransferPlan plan) => new(MemberOf(plan.Sender), [.. plan.Payments.Select(payment => MemberOf(payment.Payee))]);

    public TransferEffects EffectsOf(TransferPlan plan) => TransferEffects.Of(plan, Banks[(plan.Sender.Number / 100) - 1].ProofGenerationKey.ValidatingKey, PartiesOf(plan));

    public PublishedTransfer Publish(TransferPlan plan) => new(EffectsOf(plan), plan.VerifyingKeyVersion, plan.Terms, plan.EncryptMemos(PartiesOf(plan)));

    /// <summary>All banks, as the registry has them in the epoch.</summary>
    public MemberDirectory Directory()
    {
        MemberTree tree = new(Epoch);
        for (int bank = 0; bank < Banks.Length; bank++)
        {
            Assert.Null(tree.Register(IndexOf(bank), MemberOf(IndexOf(bank))));
        }

        MemberDirectory directory = new();
        directory.Follow(tree);
        return directory;
    }

    private FullViewingKey CreateKeys()
    {
        using WalletSeed seed = WalletSeed.Create(Random);
        return seed.FullViewingKey();
    }
}
