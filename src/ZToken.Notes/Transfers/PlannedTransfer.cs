using System.Collections.Immutable;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>A plan with the notes that it spends, dummies among them: what a proof is made of, once the paths are known.</summary>
public sealed class PlannedTransfer
{
    private PlannedTransfer(TransferPlan plan, ImmutableArray<SpendableNote> notes) => (Plan, Notes) = (plan, notes);

    /// <summary>What the signer sees.</summary>
    public TransferPlan Plan { get; }

    /// <summary>n notes; a dummy is one of no value at a place of no meaning.</summary>
    public ImmutableArray<SpendableNote> Notes { get; }

    /// <summary>Draws everything random and fills up the shape.</summary>
    /// <param name="draft">What is wanted.</param>
    /// <param name="key">The sender's.</param>
    /// <param name="source">Fresh randomness.</param>
    /// <exception cref="ArgumentException">The draft is refused: see <see cref="TransferDraft.FindRefusal"/>.</exception>
    public static PlannedTransfer Create(TransferDraft draft, FullViewingKey key, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(source);
        if (draft.FindRefusal(key.Owner) is { } refusal)
        {
            throw new ArgumentException($"The draft is refused: {refusal}.", nameof(draft));
        }

        using PlanRandomness random = new(draft, key, source);
        ImmutableArray<SpendableNote> notes = [.. Enumerable.Range(0, draft.Shape.Inputs).Select(i => i < draft.Notes.Count ? draft.Notes[i] : Dummy(draft, key, random, i))];
        TransferPlan plan = new()
        {
            Shape = draft.Shape,
            VerifyingKeyVersion = draft.VerifyingKeyVersion,
            Epoch = draft.Epoch,
            Asset = draft.Asset,
            Sender = draft.Sender,
            Inputs = [.. notes.Select((note, i) => Input(note, i < draft.Notes.Count, key))],
            Payments = [.. Enumerable.Range(0, draft.Shape.Payments).Select(i => PaymentOf(draft, i, random))],
            Change = draft.Change,
            ChangeBlinding = random.Scalar(PlanRandomness.ChangeBlinding),
            Ephemeral = random.EphemeralSecret(),
            Randomizer = random.Scalar(PlanRandomness.Randomizer),
            PublicIn = draft.PublicIn,
            PublicOut = draft.PublicOut,
            Terms = draft.Terms,
        };
        return new PlannedTransfer(plan, notes);
    }

    // Its rcm is random, so its nullifier is as good as that of a real note.
    private static SpendableNote Dummy(TransferDraft draft, FullViewingKey key, PlanRandomness random, int input) =>
        new(new Note(draft.Asset, Amount.Zero, key.Owner, random.Element(PlanRandomness.DummyNote, input)), new NotePosition(random.Number(PlanRandomness.DummyPosition, input)));

    private static PlannedInput Input(SpendableNote note, bool isReal, FullViewingKey key) =>
        new(key.ProofGenerationKey.NullifierKey.NullifierOf(note.Note.Commit(), note.Position), isReal ? note.Position : null);

    private static PlannedPayment PaymentOf(TransferDraft draft, int payment, PlanRandomness random)
    {
        JubjubScalar blinding = random.Scalar(PlanRandomness.PaymentBlinding, payment);
        return payment < draft.Payments.Count
            ? new PlannedPayment(draft.Payments[payment].Payee, draft.Payments[payment].Value, blinding, draft.Payments[payment].Memo)
            : new PlannedPayment(draft.Sender, Amount.Zero, blinding, Memo.Empty);
    }
}
