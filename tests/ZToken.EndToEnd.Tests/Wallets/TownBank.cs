using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A bank with a wallet in a folder, which it can close and open again.</summary>
internal sealed class TownBank : IAsyncDisposable
{
    private readonly WalletTown town;
    private readonly Secp256k1PrivateKey account;
    private readonly TransactionSender sender;
    private readonly FullViewingKey viewing;
    private BankWallet? wallet;

    private TownBank(WalletTown town, string name, WalletSeed seed)
    {
        (this.town, Seed) = (town, seed);
        account = Secp256k1PrivateKey.Generate(RandomSource.System);
        sender = new TransactionSender(town.Chain.Client, account);
        viewing = seed.FullViewingKey(town.Ledger.LedgerId);
        Member = new DemoMember(name, viewing, sender);
        Folder = Directory.CreateTempSubdirectory("ztoken-wallet-").FullName;
        Settings = new WalletSettings
        {
            Folder = Folder,
            Ledger = town.Ledger,
            Node = town.Chain.Client,
            Prover = town.Prover,
            CoinAccount = account,
            Network = Network.Development,
        };
    }

    public WalletSeed Seed { get; }

    public DemoMember Member { get; }

    public string Folder { get; }

    public string Name => Member.Name;

    /// <summary>How the wallet is opened the next time.</summary>
    public WalletSettings Settings { get; set; }

    public BankWallet Wallet => wallet ?? throw new InvalidOperationException("The wallet is closed.");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TownBank> CreateAsync(WalletTown town, string name)
    {
        TownBank bank = new(town, name, WalletSeed.Create(RandomSource.System));
        await bank.OpenAsync();
        return bank;
    }

    public async Task OpenAsync() => wallet = await BankWallet.OpenAsync(Settings, Keys(), Cancelled);

    public async Task CloseAsync()
    {
        await Wallet.DisposeAsync();
        wallet = null;
    }

    /// <summary>The wallet's keys, anew.</summary>
    public WalletKeys Keys() => WalletKeys.FromSeed(Seed, town.Ledger.LedgerId);

    /// <summary>An order to pay another bank in euros.</summary>
    public static PaymentOrder Order(string recipient, ulong cents, string? key = null) =>
        new(key is null ? PaymentKey.New(RandomSource.System) : PaymentKey.Parse(key), recipient, WalletTown.Euro, new Amount(cents));

    /// <summary>What it can spend, after a synchronisation.</summary>
    public async Task<ulong> SpendableAsync()
    {
        _ = await Wallet.SyncAsync(cancellation: Cancelled);
        return (await Wallet.GetBalancesAsync(Cancelled))[0].Spendable.Cents;
    }

    public async ValueTask DisposeAsync()
    {
        if (wallet is not null)
        {
            await wallet.DisposeAsync();
        }

        sender.Dispose();
        account.Dispose();
        viewing.Dispose();
        Seed.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
