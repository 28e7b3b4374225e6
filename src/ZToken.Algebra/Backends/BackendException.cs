namespace ZToken.Algebra;

/// <summary>The backend that was asked for cannot be had: the message says what was asked for, what is wrong, and what to do.</summary>
public sealed class BackendException : Exception
{
    /// <summary>For serializers and the like; prefer to say what is wrong.</summary>
    public BackendException()
    {
    }

    /// <summary>One line for the user.</summary>
    public BackendException(string message)
        : base(message)
    {
    }

    /// <summary>One line for the user, and what lies behind it.</summary>
    public BackendException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
