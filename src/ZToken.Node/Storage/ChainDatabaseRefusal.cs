namespace ZToken.Node;

/// <summary>Why a database could not be opened or written.</summary>
public enum ChainDatabaseRefusal
{
    /// <summary>Another process, or another part of this one, has it open.</summary>
    InUse,

    /// <summary>It holds the chain of another genesis.</summary>
    ForeignGenesis,

    /// <summary>It was written by a version of this program with another layout.</summary>
    UnknownFormat,

    /// <summary>What it holds is not what was written: files are missing or have been changed.</summary>
    Damaged,

    /// <summary>The disk is full, or reading or writing failed.</summary>
    InputOutput,
}
