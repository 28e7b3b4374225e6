using CsCheck;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public class NoteSelectionTests
{
    private static readonly IReadOnlyList<TransferShape> payment = [TransferShape.Everyday, TransferShape.Consolidation];

    private static readonly NoteSelection frugal = new() { NotesKept = 100 };

    [Fact]
    public void A_note_of_the_very_amount_is_taken_alone_and_leaves_no_change() => Assert.Equal([500], Chosen(frugal, 500, 900, 500, 100));

    [Fact]
    public void Two_notes_of_the_very_amount_are_taken_before_one_that_is_larger() => Assert.Equal([300, 200], Chosen(frugal, 500, 900, 300, 200, 100));

    [Fact]
    public void The_smallest_note_that_suffices_is_taken() => Assert.Equal([600], Chosen(frugal, 500, 900, 600, 700, 100));

    [Fact]
    public void Where_no_note_suffices_the_two_with_the_least_change_are_taken() => Assert.Equal([400, 150], Chosen(frugal, 500, 400, 300, 150, 90));

    [Fact]
    public void More_than_two_notes_take_the_shape_that_consolidates()
    {
        NoteChoice choice = Assert.IsType<NoteChoice>(frugal.Choose(Notes(100, 100, 100, 100, 60), new Amount(350), payment));

        Assert.Equal(TransferShape.Consolidation, choice.Shape);
        Assert.Equal([100UL, 100, 100, 60], choice.Notes.Select(note => note.Note.Value.Cents));
        Assert.Equal(10UL, choice.Change.Cents);
    }

    [Fact]
    public void Small_notes_come_along_while_many_stay_apart()
    {
        NoteSelection tidy = new() { NotesKept = 3 };

        Assert.Equal([600, 1], Chosen(tidy, 500, 900, 600, 700, 2, 1));
        Assert.Equal([600], Chosen(tidy, 500, 900, 600, 700, 2));
    }

    [Fact]
    public void A_payment_without_change_takes_nothing_along() => Assert.Equal([500], Chosen(new NoteSelection { NotesKept = 0 }, 500, 500, 1, 2, 3));

    [Fact]
    public void More_than_any_shape_holds_is_not_chosen_but_merged_first()
    {
        SpendableNote[] notes = Notes([.. Enumerable.Repeat(10UL, 12)]);

        Assert.Null(frugal.Choose(notes, new Amount(100), payment));
        NoteChoice merger = Assert.IsType<NoteChoice>(NoteSelection.Consolidation(notes, TransferShape.Consolidation));
        Assert.Equal(8, merger.Notes.Length);
        Assert.Equal(80UL, merger.Change.Cents);
        Assert.Null(NoteSelection.Consolidation(notes.Take(1), TransferShape.Consolidation));
    }

    [Fact]
    public void Notes_that_do_not_suffice_are_not_chosen() => Assert.Null(frugal.Choose(Notes(1, 2, 3), new Amount(7), payment));

    [Fact]
    public void Sums_beyond_64_bits_are_added_up_rightly()
    {
        Assert.Equal([1], Chosen(new NoteSelection { NotesKept = 0 }, 1, ulong.MaxValue, ulong.MaxValue, 1));

        // The second largest would bring change that no note can hold.
        Assert.Equal([ulong.MaxValue], Chosen(new NoteSelection { NotesKept = 0 }, 2, ulong.MaxValue, ulong.MaxValue));
    }

    [Fact]
    public void What_is_chosen_suffices_fits_its_shape_and_is_found_wherever_the_fewest_notes_would_do() =>
        Gen.Select(Gen.ULong[1, 1000].Array[0, 20], Gen.ULong[1, 4000], Gen.Int[0, 10]).Sample((values, wanted, kept) =>
        {
            NoteChoice? choice = new NoteSelection { NotesKept = kept }.Choose(Notes(values), new Amount(wanted), payment);
            ulong most = values.OrderDescending().Take(8).Aggregate(0UL, (sum, value) => sum + value);
            Assert.Equal(most >= wanted, choice is not null);
            if (choice is not null)
            {
                Assert.InRange(choice.Notes.Length, 1, choice.Shape.Inputs);
                Assert.Equal(choice.Notes.Length, choice.Notes.Distinct().Count());
                Assert.Equal(choice.Notes.Aggregate(0UL, (sum, note) => sum + note.Note.Value.Cents) - wanted, choice.Change.Cents);
                Assert.True(choice.Shape == TransferShape.Everyday || choice.Notes.Length > 2);
            }
        });

    private static ulong[] Chosen(NoteSelection selection, ulong wanted, params ulong[] values) =>
        [.. Assert.IsType<NoteChoice>(selection.Choose(Notes(values), new Amount(wanted), payment)).Notes.Select(note => note.Note.Value.Cents)];

    private static SpendableNote[] Notes(params ulong[] values) =>
        [.. values.Select((value, i) => new SpendableNote(new Note(new AssetId(1), new Amount(value), default, Fr.FromUInt64((ulong)i)), new NotePosition((uint)i)))];
}
