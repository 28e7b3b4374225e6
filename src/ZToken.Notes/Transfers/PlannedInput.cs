namespace ZToken.Notes;

/// <summary>An input as a signer sees it.</summary>
/// <param name="Nullifier">What it leaves on the chain; the circuit proves it right.</param>
/// <param name="Position">Where the note stands, or null for a dummy.</param>
public sealed record PlannedInput(Nullifier Nullifier, NotePosition? Position)
{
    /// <summary>Kept out of logs: that this nullifier is of the note at this position is what nobody may learn.</summary>
    public override string ToString() => "(input)";
}
