namespace ZToken.Node;

/// <summary>A database could not be opened, read or written.</summary>
public sealed class ChainDatabaseException : IOException
{
    /// <summary>Makes the exception.</summary>
    public ChainDatabaseException(ChainDatabaseRefusal refusal, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Refusal = refusal;
    }

    /// <summary>Why.</summary>
    public ChainDatabaseRefusal Refusal { get; }
}
