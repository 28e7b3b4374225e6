namespace ZToken.Notes;

/// <summary>What a transfer publishes of a note that it makes.</summary>
/// <param name="Commitment">cm, appended to the note tree.</param>
/// <param name="Value">cv.</param>
public readonly record struct NoteOutput(NoteCommitment Commitment, ValueCommitment Value);
