using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A ledger on a chain that listens, with its operator's keystore and banks' wallets in a folder, for commands that run as processes.</summary>
internal sealed class CommandLedger : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-commands-").FullName;
    private readonly Secp256k1PrivateKey operatorKey;
    private readonly TransactionSender operatorAccount;

    private CommandLedger(OwnChain chain, Secp256k1PrivateKey operatorKey)
    {
        (Chain, this.operatorKey) = (chain, operatorKey);
        operatorAccount = new TransactionSender(chain.Client, operatorKey);
        File.WriteAllText(PasswordFile, "correct horse\nsecond line\n");
        File.WriteAllBytes(Keystore, KeystoreV3.Seal(operatorKey, "correct horse"u8, KeystoreCost.Light, RandomSource.System));
    }

    public OwnChain Chain { get; }

    public DemoAuthorities Authorities { get; private set; } = null!;

    public Address Operator => operatorAccount.Account;

    public string LedgerFile => PathOf("ledger.json");

    public string Keystore => PathOf("operator.json");

    public string KeepersFile => PathOf("keepers.txt");

    public string PasswordFile => PathOf("password");

    /// <summary>What an operator's command is told beside its own.</summary>
    public string[] OperatorOptions => ["--rpc", Chain.Address, "--ledger", LedgerFile, "--keystore", Keystore, "--password-file", PasswordFile];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts a chain and deploys a ledger on it.</summary>
    /// <param name="prover">Whose verifying keys it takes.</param>
    /// <param name="shapes">The shapes of transfers that it takes.</param>
    public static async Task<CommandLedger> StartAsync(TransferProver prover, params IReadOnlyList<TransferShape> shapes)
    {
        CommandLedger ledger = new(await OwnChain.StartAsync(), Secp256k1PrivateKey.Generate(RandomSource.System));
        ledger.Authorities = await DemoAuthorities.DeployAsync(ledger.operatorAccount, VerifierHome.Precompiles, prover, RandomSource.System, new DemoOptions { Shapes = shapes }, Cancelled);
        DeploymentFile.Write(ledger.LedgerFile, ledger.Authorities.Ledger);
        await File.WriteAllLinesAsync(ledger.KeepersFile, ledger.Authorities.KeeperKeys.Select(key => KeeperText.Of(key.PublicKey)), Cancelled);
        return ledger;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>What a bank's command is told beside its own.</summary>
    public string[] WalletOptions(string wallet) => ["--rpc", Chain.Address, "--wallet", PathOf(wallet), "--password-file", PasswordFile];

    /// <summary>Makes a bank's wallet, with a password that is cheap to check.</summary>
    /// <returns>Its account.</returns>
    public Address CreateWallet(string name)
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.System);
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        _ = WalletFolder.Create(
            new DirectoryInfo(PathOf(name)),
            Authorities.Ledger,
            WalletFile.Seal(seed, "correct horse"u8, KeystoreCost.Light, RandomSource.System),
            KeystoreV3.Seal(key, "correct horse"u8, KeystoreCost.Light, RandomSource.System));
        return Address.Of(key.PublicKey);
    }

    /// <summary>Makes a bank's wallet and admits it to the first epoch.</summary>
    public async Task<Address> AdmitAsync(string wallet, string bic)
    {
        _ = CreateWallet(wallet);
        using Password password = new("correct horse");
        WalletFolder files = WalletFolder.Find(new DirectoryInfo(PathOf(wallet)));
        using WalletSeed seed = files.OpenSeed(password);
        using FullViewingKey keys = seed.FullViewingKey(Authorities.Ledger.LedgerId);
        using Secp256k1PrivateKey key = files.OpenAccount(password);
        using TransactionSender sender = new(Chain.Client, key);
        await Authorities.AdmitAsync(new DemoMember(bic, keys, sender), new Epoch(1), Cancelled);
        return sender.Account;
    }

    /// <summary>Lets so many keepers approve what a bank dealt last, each after checking it with its own key.</summary>
    public async Task ApproveAsync(string wallet, string bic, MemberIndex index, int keepers)
    {
        using Password password = new("correct horse");
        WalletFolder files = WalletFolder.Find(new DirectoryInfo(PathOf(wallet)));
        using WalletSeed seed = files.OpenSeed(password);
        using FullViewingKey keys = seed.FullViewingKey(Authorities.Ledger.LedgerId);
        using Secp256k1PrivateKey key = files.OpenAccount(password);
        using TransactionSender sender = new(Chain.Client, key);
        PublishedDealing? latest = null;
        await foreach (LedgerBlock block in new LedgerFollower(Chain.Client, Authorities.Ledger).ReadToAsync(await Chain.Client.GetBlockNumberAsync(Cancelled), Cancelled))
        {
            foreach (Log log in block.RegistryLogs)
            {
                latest = PublishedDealing.TryRead(log, Authorities.Ledger.Registry, out PublishedDealing? published) && published.Index == index ? published : latest;
            }
        }

        await Authorities.ApproveAsync(new DemoMember(bic, keys, sender) { Index = index }, latest!, keepers, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        Authorities.Dispose();
        operatorAccount.Dispose();
        operatorKey.Dispose();
        await Chain.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
