namespace ZToken.Notes;

/// <summary>Why a note tree does not do what it is asked. It is then as it was before.</summary>
public enum NoteTreeRefusal
{
    /// <summary>So many commitments no longer fit in.</summary>
    Full,

    /// <summary>No commitment has been appended at the position yet.</summary>
    NotAppended,

    /// <summary>The position was appended before the last checkpoint: what its path would need is gone. Rewind and append again, marking it in time.</summary>
    BeforeCheckpoint,

    /// <summary>No checkpoint of that height is kept: there was none, or it is beyond the oldest.</summary>
    NoCheckpoint,
}
