using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken chain</c>: the ledger on a chain of this machine.</summary>
internal static class ChainCommand
{
    public static Command Create() => new("chain", "Run a chain on this machine.") { ChainRun.Create() };
}
