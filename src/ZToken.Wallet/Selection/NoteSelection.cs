using System.Collections.Immutable;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Chooses the notes that a transfer spends, such that an account stays a few notes of useful sizes.</summary>
/// <remarks>
/// In this order: notes that are worth exactly what is wanted, which leave no change; the smallest note that suffices, which leaves the large ones to other
/// payments in flight; the two that suffice with the least change; the fewest that suffice. Then inputs of the shape that are still free take the smallest
/// notes along while more than <see cref="NotesKept"/> stay: they come back as one, so an account does not crumble. A choice costs a sort of the notes.
/// </remarks>
public sealed class NoteSelection
{
    /// <summary>Notes that an account keeps apart, so that as many payments can be under way at once, unless told otherwise.</summary>
    public const int DefaultNotesKept = 8;

    /// <summary>Notes that are left apart rather than merged.</summary>
    public int NotesKept { get; init; } = DefaultNotesKept;

    /// <summary>Chooses notes worth at least an amount.</summary>
    /// <param name="spendable">Notes of one asset, none of them reserved for another transfer.</param>
    /// <param name="wanted">What payments and public amount take together; not zero.</param>
    /// <param name="shapes">The shapes that may be used, cheapest first.</param>
    /// <returns>Null where no shape holds enough notes: see <see cref="Consolidation"/>, and whether all notes together suffice.</returns>
    public NoteChoice? Choose(IEnumerable<SpendableNote> spendable, Amount wanted, IReadOnlyList<TransferShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(spendable);
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentOutOfRangeException.ThrowIfEqual(wanted.IsZero, true, nameof(wanted));
        SpendableNote[] notes = [.. spendable.OrderByDescending(note => note.Note.Value).ThenBy(note => note.Position.Number)];
        foreach (TransferShape shape in shapes)
        {
            if (Cheapest(notes, wanted, shape.Inputs) is { } chosen)
            {
                return Complete(notes, chosen, wanted, shape);
            }
        }

        return null;
    }

    /// <summary>The next notes to merge into one where no shape holds enough: the largest, for they bring the sum about soonest.</summary>
    /// <param name="spendable">Notes of one asset, none of them reserved.</param>
    /// <param name="shape">The shape that merges; its inputs say how many.</param>
    /// <returns>Null where there are fewer than two notes.</returns>
    public static NoteChoice? Consolidation(IEnumerable<SpendableNote> spendable, TransferShape shape)
    {
        ArgumentNullException.ThrowIfNull(spendable);
        ImmutableArray<SpendableNote> notes = [.. spendable.OrderByDescending(note => note.Note.Value).ThenBy(note => note.Position.Number).Take(shape.Inputs)];
        return notes.Length < 2 ? null : new NoteChoice(notes, shape, Sum(notes));
    }

    private static List<SpendableNote>? Cheapest(SpendableNote[] notes, Amount wanted, int inputs) =>
        One(notes, wanted, exactly: true) ?? (inputs > 1 ? Two(notes, wanted, exactly: true) : null) ?? One(notes, wanted, exactly: false) ??
        (inputs > 1 ? Two(notes, wanted, exactly: false) : null) ?? (inputs > 2 ? Fewest(notes, wanted, inputs) : null);

    // Notes come largest first, so the last that suffices is the smallest.
    private static List<SpendableNote>? One(SpendableNote[] notes, Amount wanted, bool exactly)
    {
        SpendableNote? found = notes.LastOrDefault(note => exactly ? note.Note.Value == wanted : note.Note.Value >= wanted);
        return found is null ? null : [found];
    }

    // From both ends: a sum that is too small needs a larger small note, one that suffices can try a smaller large one.
    private static List<SpendableNote>? Two(SpendableNote[] notes, Amount wanted, bool exactly)
    {
        (int Large, int Small)? best = null;
        UInt128 least = UInt128.MaxValue;
        int large = 0, small = notes.Length - 1;
        while (large < small)
        {
            UInt128 sum = (UInt128)notes[large].Note.Value.Cents + notes[small].Note.Value.Cents;
            if (sum < wanted.Cents)
            {
                small--;
                continue;
            }

            if (sum < least)
            {
                (best, least) = ((large, small), sum);
            }

            large++;
        }

        return best is { } pair && (!exactly || least == wanted.Cents) ? [notes[pair.Large], notes[pair.Small]] : null;
    }

    // The largest first reach the sum with the fewest; the last of them then gives way to the smallest that still suffices.
    private static List<SpendableNote>? Fewest(SpendableNote[] notes, Amount wanted, int inputs)
    {
        UInt128 sum = 0;
        for (int i = 0; i < Math.Min(inputs, notes.Length); i++)
        {
            UInt128 before = sum;
            sum += notes[i].Note.Value.Cents;
            if (sum >= wanted.Cents)
            {
                SpendableNote last = notes[i..].Last(note => before + note.Note.Value.Cents >= wanted.Cents);
                return [.. notes[..i], last];
            }
        }

        return null;
    }

    private NoteChoice Complete(SpendableNote[] notes, List<SpendableNote> chosen, Amount wanted, TransferShape shape)
    {
        UInt128 sum = chosen.Aggregate((UInt128)0, (total, note) => total + note.Note.Value.Cents);
        int left = notes.Length - chosen.Count;
        bool leavesChange = sum > wanted.Cents;
        for (int i = notes.Length - 1; i >= 0 && leavesChange && chosen.Count < shape.Inputs && left > NotesKept; i--)
        {
            if (!chosen.Contains(notes[i]) && sum + notes[i].Note.Value.Cents - wanted.Cents <= ulong.MaxValue)
            {
                chosen.Add(notes[i]);
                sum += notes[i].Note.Value.Cents;
                left--;
            }
        }

        return new NoteChoice([.. chosen.OrderByDescending(note => note.Note.Value)], shape, new Amount((ulong)(sum - wanted.Cents)));
    }

    private static Amount Sum(ImmutableArray<SpendableNote> notes) => notes.Aggregate(Amount.Zero, (sum, note) => sum + note.Note.Value);
}
