namespace ZToken.Notes;

/// <summary>A note with its place in the note tree: what it takes, beside the keys, to spend it.</summary>
/// <param name="Note">The note.</param>
/// <param name="Position">Its place.</param>
public sealed record SpendableNote(Note Note, NotePosition Position)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(note)";
}
