namespace ZToken.Groth16;

/// <summary>A file is not what it should be: of another kind, cut short, or with contents that its format does not allow.</summary>
/// <remarks>The one error of every reader in this project. The message is a line for people: which kind of file, where in it, and what is wrong there.</remarks>
public sealed class MalformedFileException : FormatException
{
    /// <summary>States what is wrong.</summary>
    /// <param name="kind">The kind of file that was expected, as its ending: <c>zkey</c>.</param>
    /// <param name="section">The part of the file: <c>header</c>.</param>
    /// <param name="reason">What is wrong there.</param>
    public MalformedFileException(string kind, string section, string reason)
        : base($"This is no valid .{kind} file: {section}: {reason}.")
    {
        Kind = kind;
        Section = section;
        Reason = reason;
    }

    /// <summary>The kind of file that was expected, as its ending.</summary>
    public string Kind { get; }

    /// <summary>The part of the file.</summary>
    public string Section { get; }

    /// <summary>What is wrong there.</summary>
    public string Reason { get; }
}
