using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A bank of the town: its wallet in a folder of its own, as <c>ztoken wallet</c> makes and opens them.</summary>
internal sealed class MemberBank : IAsyncDisposable
{
    private readonly WalletSeed seed;
    private readonly Secp256k1PrivateKey account;
    private readonly WalletSettings settings;
    private readonly List<BankWallet> open = [];

    private MemberBank(WalletSeed seed, Secp256k1PrivateKey account, WalletSettings settings, string name)
    {
        (this.seed, this.account, this.settings) = (seed, account, settings);
        Member = new DemoMember(name, seed.FullViewingKey(settings.Ledger.LedgerId), new TransactionSender(settings.Node, account));
    }

    /// <summary>As the authorities know it.</summary>
    public DemoMember Member { get; }

    public string Name => Member.Name;

    /// <summary>The wallet's folder.</summary>
    public string Folder => settings.Folder;

    /// <summary>Its wallet.</summary>
    public BankWallet Wallet => open[0];

    /// <summary>What its wallet submits by.</summary>
    public LateSubmitter Submitter => (LateSubmitter)settings.Submitter!;

    /// <summary>Makes a bank with the files of its wallet; the wallet is not open, and the bank no member.</summary>
    /// <param name="name">Its BIC.</param>
    /// <param name="folder">Where its wallet will be.</param>
    /// <param name="template">Ledger, node and prover.</param>
    /// <param name="password">What seals its keys.</param>
    public static MemberBank Create(string name, DirectoryInfo folder, WalletSettings template, Password password)
    {
        RandomSource random = template.Random;
        WalletSeed newSeed = WalletSeed.Create(random);
        Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(random);
        byte[] sealedSeed = WalletFile.Seal(newSeed, password.Bytes, KeystoreCost.Light, random), keystore = KeystoreV3.Seal(key, password.Bytes, KeystoreCost.Light, random);
        WalletFolder made = WalletFolder.Create(folder, template.Ledger, sealedSeed, keystore);
        return new MemberBank(newSeed, key, template with { Folder = made.FullName, CoinAccount = key, Submitter = SubmitterOf(template) }, name);
    }

    /// <summary>Opens its wallet.</summary>
    public Task OpenAsync(CancellationToken cancellation) => OpenAsync(settings, cancellation);

    /// <summary>Opens a copy of its wallet in another folder, which does not know what the first does: what a thief, or a bank that would pay twice, can do.</summary>
    public async Task<(BankWallet Wallet, LateSubmitter Submitter)> OpenCopyAsync(string folder, CancellationToken cancellation)
    {
        LateSubmitter submitter = SubmitterOf(settings);
        return (await OpenAsync(settings with { Folder = folder, Submitter = submitter }, cancellation), submitter);
    }

    /// <summary>Closes its wallets, so that other commands can open them.</summary>
    public async Task CloseAsync()
    {
        foreach (BankWallet wallet in open)
        {
            await wallet.DisposeAsync();
        }

        open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Member.Sender.Dispose();
        Member.Keys.Dispose();
        account.Dispose();
        seed.Dispose();
    }

    private async Task<BankWallet> OpenAsync(WalletSettings wanted, CancellationToken cancellation)
    {
        BankWallet wallet = await BankWallet.OpenAsync(wanted, WalletKeys.FromSeed(seed, wanted.Ledger.LedgerId), cancellation);
        open.Add(wallet);
        return wallet;
    }

    private static LateSubmitter SubmitterOf(WalletSettings settings) => new(new OneTimeAccountSubmitter(settings.Node, settings.Ledger, settings.Random));
}
