using System.CommandLine;
using System.CommandLine.Parsing;

namespace ZToken.Cli;

/// <summary>The tree of commands, and how a command line that does not fit it is refused.</summary>
internal static class CommandLine
{
    public static RootCommand Root { get; } = new("The ZToken command. Exit codes: 0 done, 1 the answer is no, 2 wrong command line, 3 bad input, 4 cannot write, 5 in use, 6 node away, 7 not enough to spend, 8 wrong recipient, 9 not entitled, 10 wrong password, 11 under way, 70 our fault, 130 stopped.")
    {
        DemoCommand.Create(),
        CircuitCommand.Create(),
        SetupCommand.Create(),
        ProveCommand.Create(),
        VerifyCommand.Create(),
        ChainCommand.Create(),
        BenchCommand.Create(),
        MemberCommand.Create(),
        WalletCommand.Create(),
        IssuerCommand.Create(),
        KeeperCommand.Create(),
        AuditCommand.Create(),
        ReceiptCommand.Create(),
        SignerCommand.Create(),
        ProverCommand.Create(),
        CertificatesCommand.Create(),
        InfoCommand.Create(),
        CompletionCommand.Create(),
    };

    /// <summary>Parses and runs; returns the exit code.</summary>
    /// <exception cref="CommandException">The arguments do not fit, or the command gave up.</exception>
    public static int Run(string[] arguments)
    {
        ParseResult result = Root.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            string command = string.Join(' ', Ancestry(result.CommandResult).Reverse());
            string reason = result.UnmatchedTokens.Count > 0 ? $"'{result.UnmatchedTokens[0]}' is not known here" : result.Errors[0].Message.TrimEnd('.');
            throw new CommandException(ExitCode.Usage, $"{reason}: see '{command} --help'");
        }

        InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false };
        if (result.CommandResult.Command is ServingCommand)
        {
            configuration.ProcessTerminationTimeout = null;
        }

        return result.InvokeAsync(configuration).GetAwaiter().GetResult();
    }

    private static IEnumerable<string> Ancestry(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            yield return result.Parent is null ? "ztoken" : result.Command.Name;
        }
    }
}
