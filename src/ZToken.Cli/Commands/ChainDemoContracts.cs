using System.CommandLine;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Node;

namespace ZToken.Cli;

/// <summary><c>ztoken chain demo-contracts</c>: a ledger's life on a chain, step by step.</summary>
internal static class ChainDemoContracts
{
    public static Command Create()
    {
        Option<string> rpc = new("--rpc") { Description = ChainCommand.RpcDescription + " Without it a chain of its own, in memory, gone when the story is over.", HelpName = "url" };
        Option<FileInfo> keystore = new("--keystore") { Description = AccountKey.KeystoreDescription + " Without it a new one, for chains on which gas costs nothing.", HelpName = "file" };
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<VerifierHome?> home = new("--home") { Description = "Where proofs are checked; without it the precompiles, if the chain has them, else Solidity." };
        Option<FileInfo> ledger = new("--ledger") { Description = "Write where the ledger is here, for 'ztoken chain export'.", HelpName = "ledger.json" };
        Command command = new("demo-contracts", "Deploy a ledger with its committee and two banks, and run deposit, shield, payments, unshield and redemption with real proofs.") { rpc, keystore, password, home, ledger };
        command.SetAction(async (result, cancellation) =>
        {
            using Secp256k1PrivateKey key = KeyOf(result.GetValue(keystore), result.GetValue(password));
            Func<ChainConnection, Task> story = connection =>
                connection.RunAsync(() => RunAsync(connection, key, result.GetValue(home), result.GetValue(ledger), cancellation));
            await (result.GetValue(rpc) is string url ? OnAsync(url, story) : OnOwnChainAsync(story, cancellation));
        });
        return command;
    }

    private static async Task OnAsync(string url, Func<ChainConnection, Task> story)
    {
        using ChainConnection connection = ChainConnection.To(url);
        await story(connection);
    }

    private static async Task OnOwnChainAsync(Func<ChainConnection, Task> story, CancellationToken cancellation)
    {
        await using LocalChain chain = LocalChain.Start(new LocalChainOptions());
        await using RpcServer server = await RpcServer.StartAsync(chain, new RpcServerOptions { Port = 0 }, cancellation);
        using ChainConnection connection = new(server.Address);
        await story(connection);
    }

    private static async Task RunAsync(ChainConnection connection, Secp256k1PrivateKey key, VerifierHome? wanted, FileInfo? ledgerFile, CancellationToken cancellation)
    {
        TransferProver prover = new(TransferParameters.Development());
        Console.Error.WriteLine(prover.Parameters.Warning);
        VerifierHome home = wanted ?? await VerifierSettings.FindHomeAsync(connection.Client, cancellation);
        using TransactionSender sender = new(connection.Client, key);
        await RefuseWithoutGasAsync(sender, cancellation);
        DemoStory story = new(sender, home, prover, RandomSource.System, step => Console.WriteLine(step));
        using DemoLedger demo = await story.RunAsync(cancellation);
        if (ledgerFile is not null)
        {
            OutputFile.Write(ledgerFile, DeploymentFile.ToJson(demo.Ledger));
        }
    }

    private static async Task RefuseWithoutGasAsync(TransactionSender sender, CancellationToken cancellation)
    {
        bool isFree = (await sender.Client.GetGasPriceAsync(cancellation)).IsZero;
        if (!isFree && (await sender.Client.GetBalanceAsync(sender.Account, cancellationToken: cancellation)).IsZero)
        {
            throw new CommandException(ExitCode.BadInput, $"gas costs something on this chain and account {sender.Account} has nothing: give one that has with --keystore and --password-file");
        }
    }

    private static Secp256k1PrivateKey KeyOf(FileInfo? keystore, FileInfo? password) => (keystore, password) switch
    {
        (null, null) => Secp256k1PrivateKey.Generate(RandomSource.System),
        ({ } file, { } secret) => AccountKey.Open(file, secret),
        _ => throw new CommandException(ExitCode.Usage, "--keystore and --password-file go together: give both or neither"),
    };
}
