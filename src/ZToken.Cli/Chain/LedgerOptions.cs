using System.CommandLine;
using ZToken.Contracts;

namespace ZToken.Cli;

/// <summary>The options of a command that asks a ledger something: which one, and which node.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The node of a chain on this machine.</summary>
    public const string DefaultRpc = "http://127.0.0.1:8545";

    private readonly Option<string> rpc = new("--rpc") { Description = ChainCommand.RpcDescription, HelpName = "url", DefaultValueFactory = _ => DefaultRpc };
    private readonly Option<FileInfo> ledger = new("--ledger") { Description = "Where the ledger is: the file that its deployment wrote. Without it, that of the wallet.", HelpName = "ledger.json" };
    private readonly Option<DirectoryInfo> wallet = WalletFolder.CreateOption();

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(ledger);
        command.Add(wallet);
        command.Add(rpc);
    }

    /// <summary>Runs work with the ledger, of which it was seen that it is there.</summary>
    /// <exception cref="CommandException">The file, the node or the ledger is not there, or gave up.</exception>
    public async Task RunAsync(ParseResult result, Func<ChainConnection, DeployedLedger, Task> work, CancellationToken cancellation)
    {
        FileInfo file = result.GetValue(ledger) ?? WalletFolder.Find(result.GetRequiredValue(wallet)).LedgerPath;
        DeployedLedger deployed = LedgerFile.Read(file);
        using ChainConnection connection = ChainConnection.To(result.GetRequiredValue(rpc));
        await connection.RunAsync(async () =>
        {
            await LedgerFile.CheckAsync(connection.Client, deployed, file, cancellation);
            await work(connection, deployed);
        });
    }
}
