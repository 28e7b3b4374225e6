namespace ZToken.Notes;

/// <summary>What a bank wants of one transfer: which notes are spent and who is paid. All randomness is still to be drawn.</summary>
public sealed class TransferDraft
{
    /// <summary>The shape.</summary>
    public required TransferShape Shape { get; init; }

    /// <summary>The version of the verifying key that the proof will be for.</summary>
    public required uint VerifyingKeyVersion { get; init; }

    /// <summary>The epoch under which it is filed.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>Which money.</summary>
    public required AssetId Asset { get; init; }

    /// <summary>The sender's own index.</summary>
    public required MemberIndex Sender { get; init; }

    /// <summary>The notes to spend; dummies fill up the shape.</summary>
    public required IReadOnlyList<SpendableNote> Notes { get; init; }

    /// <summary>The payments; unused ones go to the sender and pay nothing.</summary>
    public required IReadOnlyList<Payment> Payments { get; init; }

    /// <summary>Coins that the contract takes from the depositor.</summary>
    public Amount PublicIn { get; init; }

    /// <summary>Coins that the contract pays to the target.</summary>
    public Amount PublicOut { get; init; }

    /// <summary>Where and until when.</summary>
    public required TransferTerms Terms { get; init; }

    /// <summary>What comes back to the sender: all that goes in less all that goes out. Between minus and plus 2^72, so it cannot wrap.</summary>
    private Int128 Rest => Sum(Notes.Select(note => note.Note.Value)) + PublicIn.Cents - Sum(Payments.Select(payment => payment.Value)) - PublicOut.Cents;

    /// <summary>The amount that comes back to the sender.</summary>
    /// <exception cref="OverflowException">It is none: see <see cref="FindRefusal"/>.</exception>
    public Amount Change => new(checked((ulong)Rest));

    /// <summary>Why no transfer can be planned from this draft, or null where one can.</summary>
    public DraftRefusal? FindRefusal(NoteOwner sender)
    {
        if (Notes.Count > Shape.Inputs)
        {
            return DraftRefusal.TooManyNotes;
        }

        if (Payments.Count > Shape.Payments)
        {
            return DraftRefusal.TooManyPayments;
        }

        if (!Asset.IsSome)
        {
            return DraftRefusal.NoAsset;
        }

        return FindNoteRefusal(sender) ?? FindPublicRefusal() ?? FindBalanceRefusal();
    }

    private DraftRefusal? FindNoteRefusal(NoteOwner sender)
    {
        if (Notes.Any(note => note.Note.Asset != Asset))
        {
            return DraftRefusal.NoteOfAnotherAsset;
        }

        if (Notes.Any(note => note.Note.Owner != sender))
        {
            return DraftRefusal.NoteOfAnotherOwner;
        }

        return Notes.DistinctBy(note => note.Position).Count() == Notes.Count ? null : DraftRefusal.NoteTwice;
    }

    private DraftRefusal? FindPublicRefusal()
    {
        if (!PublicIn.IsZero && !PublicOut.IsZero)
        {
            return DraftRefusal.ShieldsAndUnshields;
        }

        return Terms.Depositor.IsNone == PublicIn.IsZero && Terms.Target.IsNone == PublicOut.IsZero ? null : DraftRefusal.TermsDoNotFit;
    }

    private DraftRefusal? FindBalanceRefusal()
    {
        if (Payments.Any(payment => payment.Value.IsZero))
        {
            return DraftRefusal.PaymentOfNothing;
        }

        Int128 rest = Rest;
        return rest < 0 ? DraftRefusal.InsufficientFunds : rest > ulong.MaxValue ? DraftRefusal.ChangeTooLarge : null;
    }

    private static Int128 Sum(IEnumerable<Amount> amounts) => amounts.Aggregate((Int128)0, (sum, amount) => sum + amount.Cents);
}
