namespace ZToken.Cli;

/// <summary>Ends a command with one line for its user: what is wrong, with which input, and what to do.</summary>
internal sealed class CommandException(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode ExitCode { get; } = exitCode;
}
