using System.CommandLine;
using System.Globalization;
using ZToken.Contracts;
using ZToken.Crypto;

namespace ZToken.Cli;

/// <summary><c>ztoken chain replay</c>: a ledger's history into a fresh deployment on another chain.</summary>
internal static class ChainReplay
{
    public static Command Create()
    {
        Argument<FileInfo> history = new("history") { Description = "What 'ztoken chain export' wrote.", HelpName = "history.jsonl" };
        Option<string> rpc = new("--rpc") { Description = ChainCommand.RpcDescription, HelpName = "url", Required = true };
        Option<FileInfo> ledger = new("--ledger") { Description = "The new ledger's deployment: written before the first block is replayed; where it is there already, the replay goes on.", HelpName = "ledger.json", Required = true };
        Option<FileInfo> keystore = new("--keystore") { Description = AccountKey.KeystoreDescription + " It becomes the new ledger's admin and issuer.", HelpName = "file", Required = true };
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<VerifierHome?> home = new("--home") { Description = "Where proofs are checked there; without it the precompiles, if the chain has them, else Solidity." };
        Option<bool> development = new("--development") { Description = "Move a ledger whose keys are for development, under which everybody can forge." };
        Command command = new("replay", "Put a ledger's history into a fresh deployment on another chain, which proves every bundle again.") { history, rpc, ledger, keystore, password, home, development };
        command.SetAction(async (result, cancellation) =>
        {
            HistoryFile file = Open(result.GetRequiredValue(history));
            using Secp256k1PrivateKey key = AccountKey.Open(result.GetRequiredValue(keystore), result.GetValue(password));
            using ChainConnection connection = ChainConnection.To(result.GetRequiredValue(rpc));
            await connection.RunAsync(() => RunAsync(connection, file, result.GetRequiredValue(ledger), key, result.GetValue(home), result.GetValue(development), cancellation));
        });
        return command;
    }

    private static async Task RunAsync(ChainConnection connection, HistoryFile history, FileInfo ledgerFile, Secp256k1PrivateKey key, VerifierHome? home, bool development, CancellationToken cancellation)
    {
        using TransactionSender sender = new(connection.Client, key);
        DeployedLedger target;
        if (ledgerFile.Exists)
        {
            target = LedgerFile.Read(ledgerFile);
        }
        else
        {
            LedgerSettings settings = HistoryReplay.SettingsFor(history, home ?? await VerifierSettings.FindHomeAsync(connection.Client, cancellation));
            if (settings.IsInsecure && !development)
            {
                throw new CommandException(ExitCode.BadInput, "the history was proven under development keys, under which everybody can forge: say --development if that is what you want to move");
            }

            target = await new LedgerDeployment(sender, settings, new DirectReport(Console.Error.WriteLine)).RunAsync(cancellation);
            OutputFile.Write(ledgerFile, DeploymentFile.ToJson(target));
        }

        await LedgerFile.CheckAsync(connection.Client, target, ledgerFile, cancellation);
        ProgressDisplay.ForStandardError().Show("replay", (Action<double> progress) =>
            new HistoryReplay(sender, target, history, new DirectProgress(progress)).RunAsync(cancellation).GetAwaiter().GetResult());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{history.BlockCount} blocks replayed; the ledger is at {target.ZToken} on chain {target.ChainId}, with the same roots"));
    }

    private static HistoryFile Open(FileInfo file)
    {
        try
        {
            return InputFile.Read(file, "history", HistoryFile.Open);
        }
        catch (FormatException malformed)
        {
            throw new CommandException(ExitCode.BadInput, $"history '{file}' is refused: {malformed.Message}", malformed);
        }
    }
}
