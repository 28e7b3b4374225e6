using System.CommandLine;

namespace ZToken.Cli;

/// <summary>Where passwords come from: a file, the environment, or a person at a terminal. Never the command line, which every process of the machine can read.</summary>
internal static class PasswordSource
{
    /// <summary>The variable of the environment that holds a password.</summary>
    public const string Variable = "ZTOKEN_PASSWORD";

    private const string FileOption = "--password-file";

    /// <summary>The option that names a file with the password.</summary>
    public static Option<FileInfo> CreateOption() =>
        new(FileOption) { Description = $"The file whose first line is the password. Without it {Variable}, or a question at the terminal.", HelpName = "file" };

    /// <summary>The password of something that is there.</summary>
    /// <param name="file">The file, or null where none was named.</param>
    /// <param name="what">What the password opens, for the question.</param>
    /// <exception cref="CommandException">There is no password, or it is empty.</exception>
    public static Password Read(FileInfo? file, string what) => FromFileOrEnvironment(file) ?? Ask($"Password of {what}: ", what);

    /// <summary>A password for something new: a person types it twice.</summary>
    /// <param name="file">The file, or null where none was named.</param>
    /// <param name="what">What the password will open, for the question.</param>
    /// <exception cref="CommandException">There is no password, it is empty, or it was typed differently.</exception>
    public static Password Choose(FileInfo? file, string what)
    {
        if (FromFileOrEnvironment(file) is { } given)
        {
            return given;
        }

        Password first = Ask($"New password of {what}: ", what);
        using Password second = Ask("The same again: ", what);
        if (first.IsSameAs(second))
        {
            return first;
        }

        first.Dispose();
        throw new CommandException(ExitCode.BadInput, "the two passwords differ: nothing was made; try again");
    }

    private static Password? FromFileOrEnvironment(FileInfo? file)
    {
        if (file is not null)
        {
            string line = InputFile.Read(file, "password file", path => File.ReadLines(path).FirstOrDefault() ?? "");
            return NotEmpty(line, $"the first line of '{file}'");
        }

        return Environment.GetEnvironmentVariable(Variable) is string text ? NotEmpty(text, Variable) : null;
    }

    private static Password Ask(string question, string what)
    {
        if (!Terminal.IsAttended)
        {
            throw new CommandException(ExitCode.Usage, $"there is no terminal to ask for the password of {what}: name a file with {FileOption}, or set {Variable}");
        }

        char[] typed = Terminal.ReadSecret(question);
        try
        {
            return NotEmpty(typed, "what was typed");
        }
        finally
        {
            Array.Clear(typed);
        }
    }

    private static Password NotEmpty(ReadOnlySpan<char> text, string source) =>
        text.IsEmpty ? throw new CommandException(ExitCode.BadInput, $"{source} is empty: a password is needed") : new Password(text);
}
