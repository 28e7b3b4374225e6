using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>The entry point: whatever goes wrong ends here as one line and an exit code.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            return CommandLine.Run(arguments);
        }
        catch (CommandException refusal)
        {
            return Complain(refusal.Message, refusal.ExitCode);
        }
        catch (WalletException refusal)
        {
            return Complain(refusal.Message, WalletExit.CodeOf(refusal.Refusal));
        }
        catch (BackendException absent)
        {
            return Complain(absent.Message, ExitCode.BadInput);
        }
        // A command that asks a node given by its user explains more; these are of a chain of the command's own.
        catch (LedgerRefusedException refused)
        {
            return Complain(refused.Message, ExitCode.Refused);
        }
        catch (Exception error) when (error is RpcException or HttpRequestException or TimeoutException)
        {
            return Complain($"the node gave up: {error.Message}", ExitCode.Unavailable);
        }
        catch (OperationCanceledException)
        {
            return Complain("stopped", ExitCode.Cancelled);
        }
    }

    private static int Complain(string message, ExitCode exitCode)
    {
        Console.Error.WriteLine("ztoken: " + message.ReplaceLineEndings(" "));
        return (int)exitCode;
    }
}
