using System.CommandLine;
using ZToken.Contracts;

namespace ZToken.Cli;

/// <summary>The options of a command that works with a bank's wallet and a node.</summary>
internal sealed class WalletOptions
{
    private readonly Option<DirectoryInfo> wallet = WalletFolder.CreateOption();
    private readonly Option<string> rpc = new("--rpc") { Description = ChainCommand.RpcDescription, HelpName = "url", DefaultValueFactory = _ => LedgerOptions.DefaultRpc };
    private readonly Option<FileInfo> password = PasswordSource.CreateOption();

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(wallet);
        command.Add(rpc);
        command.Add(password);
    }

    /// <summary>The wallet's folder.</summary>
    /// <exception cref="CommandException">There is no wallet in it.</exception>
    public WalletFolder FolderOf(ParseResult result) => WalletFolder.Find(result.GetRequiredValue(wallet));

    /// <summary>The wallet's password.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public Password PasswordOf(ParseResult result) => PasswordSource.Read(result.GetValue(password), "the wallet");

    /// <summary>The node.</summary>
    /// <exception cref="CommandException">The text is no address of one.</exception>
    public ChainConnection Connect(ParseResult result) => ChainConnection.To(result.GetRequiredValue(rpc));

    /// <summary>Runs work with the wallet's files, once it was seen that its ledger is where they say.</summary>
    /// <exception cref="CommandException">The wallet, the node or the ledger is not there, or gave up.</exception>
    public async Task RunAsync(ParseResult result, Func<WalletFolder, ChainConnection, DeployedLedger, Task> work, CancellationToken cancellation)
    {
        WalletFolder folder = FolderOf(result);
        DeployedLedger ledger = folder.ReadLedger();
        using ChainConnection connection = Connect(result);
        await connection.RunAsync(async () =>
        {
            await LedgerFile.CheckAsync(connection.Client, ledger, folder.LedgerPath, cancellation);
            await work(folder, connection, ledger);
        });
    }
}
