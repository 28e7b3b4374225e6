using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit.Tests;

/// <summary>Two banks and what an auditor read of their transfers: no chain, no proofs, so that what no circuit lets pass can be made.</summary>
internal sealed class AuditedTown : IDisposable
{
    private readonly RandomSource random = RandomSource.FromSeed("audited town"u8);
    private readonly FullViewingKey[] banks;
    private uint next;
    private ulong block;

    public AuditedTown()
    {
        banks = [CreateKeys(), CreateKeys()];

        FullViewingKey CreateKeys()
        {
            using WalletSeed seed = WalletSeed.Create(random);
            return seed.FullViewingKey(LedgerId.Of(31337, default));
        }
    }

    public static Epoch Epoch { get; } = new(3);

    public static AssetId Euro { get; } = new(1);

    public static MemberIndex IndexOf(int bank) => new((ushort)bank);

    /// <summary>A transfer as its sender's key reads it: what it says to spend, nobody checked.</summary>
    /// <param name="sender">The bank that pays.</param>
    /// <param name="spent">The notes: position and cents.</param>
    /// <param name="payments">Whom it pays, and how much.</param>
    /// <param name="publicIn">What is shielded.</param>
    /// <param name="memo">What each payee is told.</param>
    public AuditedTransfer Transfer(int sender, (uint Position, ulong Cents)[] spent, (int Payee, ulong Cents)[] payments, ulong publicIn = 0, Memo? memo = null)
    {
        TransferPlan plan = PlannedTransfer.Create(
            new TransferDraft
            {
                Shape = TransferShape.Everyday,
                VerifyingKeyVersion = 1,
                Epoch = Epoch,
                Asset = Euro,
                Sender = IndexOf(sender),
                Notes = [.. spent.Select(note => new SpendableNote(new Note(Euro, new Amount(note.Cents), banks[sender].Owner, Fr.Random(random)), new NotePosition(note.Position)))],
                Payments = [.. payments.Select(payment => new Payment(IndexOf(payment.Payee), new Amount(payment.Cents), memo ?? Memo.Empty))],
                PublicIn = new Amount(publicIn),
                Terms = new TransferTerms { ChainId = 7, Contract = default, Expiry = 1_900_000_000, Depositor = publicIn == 0 ? default : Address.OfContract(default, 1).ToAccount() },
            },
            banks[sender],
            random).Plan;
        TransferParties parties = new(banks[sender].MemberIn(Epoch), [.. plan.Payments.Select(payment => banks[payment.Payee.Number].MemberIn(Epoch))]);
        TransferEffects effects = TransferEffects.Of(plan, banks[sender].ProofGenerationKey.ValidatingKey, parties);
        using ViewingKey key = banks[sender].ViewingKeyOf(Epoch);
        Assert.True(SenderMessage.TryDecrypt(key.SharedPointOf(effects.EphemeralKey), effects, out SenderMessage? sent));
        return new AuditedTransfer
        {
            Recorded = Record(plan, effects, plan.EncryptMemos(parties)),
            Reader = IndexOf(sender),
            Sent = sent,
            Payments = [.. payments.Select((payment, i) => new AuditedPayment((byte)i, IndexOf(sender), IndexOf(payment.Payee), Euro, new Amount(payment.Cents), memo))],
        };
    }

    public void Dispose() => Array.ForEach(banks, bank => bank.Dispose());

    private RecordedBundle Record(TransferPlan plan, TransferEffects effects, ImmutableArray<MemoCiphertext> memos)
    {
        AcceptedBundle bundle = new(
            SignatureHash.Of(effects, plan.VerifyingKeyVersion, plan.Terms, memos),
            effects.PublicIn.IsZero ? BundleFunction.Transfer : BundleFunction.Shield,
            new NotePosition(next),
            plan.VerifyingKeyVersion,
            new TransferStatement(default, default, effects),
            plan.Terms,
            memos);
        next += (uint)effects.Outputs.Length;
        return new RecordedBundle(bundle, ++block, Hash256.Of([(byte)block]));
    }
}
