using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Benchmarks;

/// <summary>A member bank with a wallet in a folder that goes with it.</summary>
internal sealed class BenchedBank : IAsyncDisposable
{
    private readonly Secp256k1PrivateKey account;
    private readonly TransactionSender sender;
    private readonly WalletSeed seed;
    private readonly FullViewingKey viewing;
    private readonly WalletSettings settings;
    private readonly List<string> folders = [];

    private BenchedBank(DemoAuthorities authorities, ITransferProver prover, string name, RandomSource random)
    {
        account = Secp256k1PrivateKey.Generate(random);
        sender = new TransactionSender(authorities.Client, account);
        seed = WalletSeed.Create(random);
        viewing = seed.FullViewingKey(authorities.Ledger.LedgerId);
        Member = new DemoMember(name, viewing, sender);
        settings = new WalletSettings { Folder = NewFolder(), Ledger = authorities.Ledger, Node = authorities.Client, Prover = prover, CoinAccount = account, Network = Network.Development };
        Wallet = null!;
    }

    public DemoMember Member { get; }

    public BankWallet Wallet { get; private set; }

    public static async Task<BenchedBank> AdmitAsync(DemoAuthorities authorities, ITransferProver prover, string name, RandomSource random)
    {
        BenchedBank bank = new(authorities, prover, name, random);
        bank.Wallet = await bank.OpenAsync(bank.settings);
        await authorities.AdmitAsync(bank.Member, authorities.Ledger.Committee.FirstEpoch, CancellationToken.None);
        return bank;
    }

    /// <summary>A wallet of the same seed that knows nothing.</summary>
    public Task<BankWallet> OpenAnewAsync() => OpenAsync(settings with { Folder = NewFolder() });

    public async ValueTask DisposeAsync()
    {
        await Wallet.DisposeAsync();
        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
        sender.Dispose();
        account.Dispose();
        viewing.Dispose();
        seed.Dispose();
    }

    private Task<BankWallet> OpenAsync(WalletSettings chosen) => BankWallet.OpenAsync(chosen, WalletKeys.FromSeed(seed, chosen.Ledger.LedgerId));

    private string NewFolder()
    {
        folders.Add(Directory.CreateTempSubdirectory("ztoken-bench-wallet-").FullName);
        return folders[^1];
    }
}
