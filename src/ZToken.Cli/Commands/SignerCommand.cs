using System.CommandLine;
using System.Globalization;
using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Remote;

namespace ZToken.Cli;

/// <summary><c>ztoken signer run</c>: the key that spends, on a machine of its own.</summary>
internal static class SignerCommand
{
    private const int DefaultPort = 9443;
    private const int LongestLifeInMinutes = 7 * 24 * 60;

    public static Command Create() => new("signer", "Sign transfers for wallets in other processes.") { CreateRun() };

    private static ServingCommand CreateRun()
    {
        Option<FileInfo> seed = new("--seed-file") { Description = "The wallet's seed, of which the signer keeps the key that spends and nothing else.", HelpName = "seed.json", Required = true };
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<FileInfo> ledger = new("--ledger") { Description = "The ledger to sign for: the file that its deployment wrote.", HelpName = "ledger.json", Required = true };
        Option<string> rpc = new("--rpc") { Description = "The signer's own node. " + ChainCommand.RpcDescription, HelpName = "url", DefaultValueFactory = _ => LedgerOptions.DefaultRpc };
        Option<FileInfo> log = new("--log") { Description = "What was signed; keep it as long as the key. Without it signatures.log beside the seed.", HelpName = "file" };
        Option<int> life = new("--longest-life") { Description = "How many minutes ahead a transfer may expire, at most.", HelpName = "minutes", DefaultValueFactory = _ => (int)SigningLimits.Default.LongestLife.TotalMinutes };
        Option<string> most = new("--most-per-transfer") { Description = "The most that one transfer takes to others, such as 1000000.00, in whichever coin. Without it, any amount.", HelpName = "amount" };
        ServingOptions serving = new(DefaultPort);
        ServingCommand command = new("run", "Serve the key of a wallet until Ctrl-C: one line a request. The members come from its own node; what it signs it computes itself.") { seed, password, ledger, rpc, log, life, most };
        serving.AddTo(command);
        life.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > LongestLifeInMinutes)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--longest-life must be 1 to {LongestLifeInMinutes} minutes"));
            }
        });
        command.SetAction(async (result, _) =>
        {
            FileInfo seedFile = result.GetRequiredValue(seed), ledgerFile = result.GetRequiredValue(ledger);
            DeployedLedger deployed = LedgerFile.Read(ledgerFile);
            SigningLimits limits = new(TimeSpan.FromMinutes(result.GetValue(life)), deployed.Keys.Select(key => key.Version).ToHashSet()) { MostPerTransfer = AmountOf(result.GetValue(most)) };
            (SpendAuthorizationKey key, NoteOwner owner) = OpenKey(seedFile, result.GetValue(password), deployed.LedgerId);
            using (key)
            {
                using SigningLog signed = OpenLog(result.GetValue(log) ?? new FileInfo(Path.Combine(seedFile.DirectoryName!, "signatures.log")));
                using ChainConnection connection = ChainConnection.To(result.GetRequiredValue(rpc));
                using FollowingSigner signer = new(connection.Client, deployed, key, owner, signed, limits);
                using StopSignal stop = new();
                await connection.RunAsync(async () =>
                {
                    await LedgerFile.CheckAsync(connection.Client, deployed, ledgerFile, stop.Token);
                    RegisteredMember? member = await signer.FollowAsync(stop.Token);
                    Console.WriteLine(member is null ? "signs for   nobody yet: the wallet is no member of the ledger" : $"signs for   {member.Name}, member {member.Index}");
                });
                await serving.RunAsync(result, "signer", options => RemoteServer.ServeSignerAsync(signer, options, stop.Token), stop.Token);
            }
        });
        return command;
    }

    // Of all keys of the seed only ask stays in memory.
    private static (SpendAuthorizationKey Key, NoteOwner Owner) OpenKey(FileInfo seedFile, FileInfo? passwordFile, LedgerId ledger)
    {
        using Password password = PasswordSource.Read(passwordFile, $"the seed '{seedFile}'");
        using WalletSeed seed = WalletFolder.OpenSeed(seedFile, password);
        using FullViewingKey viewing = seed.FullViewingKey(ledger);
        return (seed.SpendAuthorizationKey(ledger), viewing.Owner);
    }

    private static SigningLog OpenLog(FileInfo file)
    {
        try
        {
            return SigningLog.Open(file.FullName);
        }
        catch (InvalidDataException damaged)
        {
            throw new CommandException(ExitCode.BadInput, damaged.Message, damaged);
        }
        catch (Exception refused) when (refused is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.CannotWrite, $"--log: '{file}' cannot be written ({refused.Message}): name a file in a folder that exists and may be written", refused);
        }
        catch (IOException inUse)
        {
            throw new CommandException(ExitCode.InUse, $"--log: '{file}' is in use, or cannot be opened ({inUse.Message}): one signer has one log", inUse);
        }
    }

    private static Amount? AmountOf(string? text) => text is null
        ? null
        : Amount.TryParse(text, out Amount amount) && !amount.IsZero ? amount : throw new CommandException(ExitCode.Usage, $"--most-per-transfer: '{text}' is no amount: give digits with a point and at most two decimals, such as 1000000.00");
}
