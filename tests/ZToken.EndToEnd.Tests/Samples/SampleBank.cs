using System.Text;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A bank with a wallet's folder as <c>ztoken wallet create</c> makes it, admitted to a ledger.</summary>
internal sealed class SampleBank : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly DeployedLedger ledger;
    private readonly EthereumClient node;

    private SampleBank(string folder, DeployedLedger ledger, EthereumClient node, DemoMember member, Secp256k1PrivateKey account) =>
        (Folder, this.ledger, this.node, Member, Account) = (folder, ledger, node, member, account);

    public string Folder { get; }

    public string PasswordFile => Path.Combine(Folder, "password");

    public DemoMember Member { get; }

    /// <summary>The account that holds its coins.</summary>
    public Secp256k1PrivateKey Account { get; }

    public static async Task<SampleBank> AdmitAsync(string folder, string name, DemoAuthorities authorities, CancellationToken cancellation)
    {
        _ = Directory.CreateDirectory(folder);
        RandomSource random = RandomSource.System;
        byte[] password = Encoding.UTF8.GetBytes(Password);
        using WalletSeed seed = WalletSeed.Create(random);
        Secp256k1PrivateKey account = Secp256k1PrivateKey.Generate(random);
        await File.WriteAllBytesAsync(Path.Combine(folder, "seed.json"), WalletFile.Seal(seed, password, KeystoreCost.Light, random), cancellation);
        await File.WriteAllBytesAsync(Path.Combine(folder, "account.json"), KeystoreV3.Seal(account, password, KeystoreCost.Light, random), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), Password + "\n", cancellation);
        DeploymentFile.Write(Path.Combine(folder, "ledger.json"), authorities.Ledger);

        DemoMember member = new(name, seed.FullViewingKey(authorities.Ledger.LedgerId), new TransactionSender(authorities.Client, account));
        await authorities.FundAsync([member.Account], cancellation);
        Epoch epoch = await new MemberRegistryContract(authorities.Client, authorities.Ledger.Registry).GetCurrentEpochAsync(cancellationToken: cancellation);
        await authorities.AdmitAsync(member, epoch, cancellation);
        return new SampleBank(folder, authorities.Ledger, authorities.Client, member, account);
    }

    /// <summary>Opens the bank's wallet; whoever has it open must close it before another does.</summary>
    public async Task<BankWallet> OpenAsync(ITransferProver prover, CancellationToken cancellation)
    {
        KeystoreRefusal refusal = WalletFile.Open(await File.ReadAllBytesAsync(Path.Combine(Folder, "seed.json"), cancellation), Encoding.UTF8.GetBytes(Password), out WalletSeed? opened);
        using WalletSeed seed = opened ?? throw new InvalidOperationException(refusal.ToString());
        WalletSettings settings = new() { Folder = Folder, Ledger = ledger, Node = node, Prover = prover, CoinAccount = Account };
        return await BankWallet.OpenAsync(settings, WalletKeys.FromSeed(seed, ledger.LedgerId), cancellation);
    }

    /// <summary>What the bank can spend of an asset, as its own wallet reads it from the chain.</summary>
    public async Task<Amount> ReadBalanceAsync(AssetId asset, ITransferProver prover, CancellationToken cancellation)
    {
        await using BankWallet wallet = await OpenAsync(prover, cancellation);
        _ = await wallet.SyncAsync(cancellation: cancellation);
        return (await wallet.GetBalancesAsync(cancellation)).Single(balance => balance.Asset == asset).Spendable;
    }

    public void Dispose()
    {
        Member.Keys.Dispose();
        Member.Sender.Dispose();
        Account.Dispose();
    }
}
