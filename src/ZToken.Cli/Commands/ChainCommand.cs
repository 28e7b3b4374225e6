using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken chain</c>: a chain of this machine, and ledgers on any chain.</summary>
internal static class ChainCommand
{
    public const string RpcDescription = "The node's JSON-RPC.";

    public static Command Create() => new("chain", "Run a chain on this machine; demonstrate a ledger on a chain, export it, replay it on another.")
    {
        ChainRun.Create(),
        ChainDemoContracts.Create(),
        ChainExport.Create(),
        ChainReplay.Create(),
    };
}
