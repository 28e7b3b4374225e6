using System.CommandLine;

namespace ZToken.Cli;

/// <summary>The question before money moves.</summary>
internal static class Confirmation
{
    private const string Name = "--yes";

    /// <summary>The option that answers the question beforehand.</summary>
    public static Option<bool> CreateOption() => new(Name) { Description = "Do it without asking: for scripts." };

    /// <summary>Says what will happen and asks whether it shall.</summary>
    /// <param name="what">What will happen, one thing a line.</param>
    /// <param name="agreed">Whether <c>--yes</c> was said.</param>
    /// <exception cref="CommandException">Nobody is there to answer, or the answer is no.</exception>
    public static void Require(IReadOnlyList<string> what, bool agreed)
    {
        if (agreed)
        {
            return;
        }

        if (!Terminal.IsAttended)
        {
            throw new CommandException(ExitCode.Usage, $"there is no terminal to ask at, and nothing is done unasked ({string.Join("; ", what)}): say {Name} if that is meant");
        }

        foreach (string line in what)
        {
            Console.Error.WriteLine(line);
        }

        if (!Terminal.Ask("Do it? [y/N] ").Equals("y", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(ExitCode.Cancelled, "not done");
        }
    }
}
