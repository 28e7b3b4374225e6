namespace ZToken.Notes;

/// <summary>A note of an account, and what became of it.</summary>
public sealed class OwnedNote
{
    internal OwnedNote(SpendableNote note, Nullifier nullifier, ulong height) => (Note, Nullifier, ReceivedAt) = (note, nullifier, height);

    /// <summary>The note and its place.</summary>
    public SpendableNote Note { get; }

    /// <summary>What it leaves on the chain once it is spent.</summary>
    public Nullifier Nullifier { get; }

    /// <summary>The block that brought it.</summary>
    public ulong ReceivedAt { get; }

    /// <summary>The block that spent it, or null.</summary>
    public ulong? SpentAt { get; internal set; }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(note)";
}
