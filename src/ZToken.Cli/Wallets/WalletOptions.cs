using System.CommandLine;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Node;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>The options of a command that works with a bank's wallet and a node.</summary>
internal sealed class WalletOptions
{
    // What anvil and hardhat call their chains.
    private const ulong OthersDevelopmentChainId = 31_337;

    private readonly Option<DirectoryInfo> wallet = WalletFolder.CreateOption();
    private readonly Option<string> rpc = new("--rpc") { Description = ChainCommand.RpcDescription, HelpName = "url", DefaultValueFactory = _ => LedgerOptions.DefaultRpc };
    private readonly Option<FileInfo> password = PasswordSource.CreateOption();
    private readonly Option<Network?> network = new("--network") { Description = "Whose payment addresses are written and paid. Without it Development on a chain for development, else Production." };
    private readonly Option<DirectoryInfo> parameters = new("--params") { Description = "The folder with a ceremony's keys of the transfer circuits. Without it: insecure development keys, made at first use.", HelpName = "folder" };
    private readonly RemoteOptions elsewhere = new();

    /// <summary>Gives a command these options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="proves">Whether it makes proofs.</param>
    public void AddTo(Command command, bool proves = false)
    {
        command.Add(wallet);
        command.Add(rpc);
        command.Add(password);
        command.Add(network);
        if (proves)
        {
            command.Add(parameters);
            elsewhere.AddTo(command);
        }
    }

    /// <summary>The wallet's password.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public Password PasswordOf(ParseResult result) => PasswordSource.Read(result.GetValue(password), "the wallet");

    /// <summary>The network of the ledger's payment addresses.</summary>
    public Network NetworkOf(ParseResult result, DeployedLedger ledger) =>
        result.GetValue(network) ?? (ledger.ChainId is Genesis.DevelopmentChainId or OthersDevelopmentChainId ? Network.Development : Network.Production);

    /// <summary>Runs work with the wallet's files, once it was seen that its ledger is where they say.</summary>
    /// <exception cref="CommandException">The wallet, the node or the ledger is not there, or gave up.</exception>
    public async Task RunAsync(ParseResult result, Func<WalletFolder, ChainConnection, DeployedLedger, Task> work, CancellationToken cancellation)
    {
        WalletFolder folder = WalletFolder.Find(result.GetRequiredValue(wallet));
        DeployedLedger ledger = folder.ReadLedger();
        using ChainConnection connection = ChainConnection.To(result.GetRequiredValue(rpc));
        await connection.RunAsync(async () =>
        {
            await LedgerFile.CheckAsync(connection.Client, ledger, folder.LedgerPath, cancellation);
            await work(folder, connection, ledger);
        });
    }

    /// <summary>Runs work with the wallet open, which asks the node itself.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="work">The work.</param>
    /// <param name="takesCoins">Whether the bank's account is needed, which holds its coins.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="CommandException">The wallet is not there, or does not open.</exception>
    /// <exception cref="WalletException">The wallet refuses.</exception>
    public async Task OpenAsync(ParseResult result, Func<OpenWallet, Task> work, CancellationToken cancellation, bool takesCoins = false)
    {
        WalletFolder folder = WalletFolder.Find(result.GetRequiredValue(wallet));
        DeployedLedger ledger = folder.ReadLedger();
        using ChainConnection connection = ChainConnection.To(result.GetRequiredValue(rpc));
        using Password secret = PasswordOf(result);
        using Secp256k1PrivateKey? account = takesCoins ? folder.OpenAccount(secret) : null;
        WalletSettings settings = new()
        {
            Folder = folder.FullName,
            Ledger = ledger,
            Node = connection.Client,
            Network = NetworkOf(result, ledger),
            Prover = new TransferProver(TransferKeys.Find(result.GetResult(parameters) is null ? null : result.GetValue(parameters))),
            CoinAccount = account,
        };
        await connection.RunAsync(async () =>
        {
            using RemoteParties remote = await elsewhere.FindAsync(result, settings, cancellation);
            WalletSettings chosen = settings with { Signer = remote.Signer, Prover = remote.Prover ?? settings.Prover };
            await using BankWallet bank = await BankWallet.OpenAsync(chosen, KeysOf(folder, secret, ledger.LedgerId, signs: remote.Signer is null), cancellation);
            await work(new OpenWallet(bank, connection.Client, settings.Network));
        });
    }

    private static WalletKeys KeysOf(WalletFolder folder, Password secret, LedgerId ledger, bool signs)
    {
        using WalletSeed seed = folder.OpenSeed(secret);
        return signs ? WalletKeys.FromSeed(seed, ledger) : WalletKeys.ViewOnly(seed.FullViewingKey(ledger));
    }
}
