using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli.Tests;

/// <summary>A wallet in a folder of the test, under a light password, and a ledger that is nowhere.</summary>
internal sealed class SampleWallet : IDisposable
{
    public const string PasswordText = "correct horse";

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-wallet-").FullName;

    public SampleWallet()
    {
        File.WriteAllText(PasswordFile, PasswordText + "\nsecond line\n");
        DeploymentFile.Write(LedgerFile, Ledger);
        using WalletSeed seed = WalletSeed.Create(RandomSource.System);
        using Secp256k1PrivateKey account = Secp256k1PrivateKey.Generate(RandomSource.System);
        Account = Address.Of(account.PublicKey);
        _ = WalletFolder.Create(
            new DirectoryInfo(Wallet),
            Ledger,
            WalletFile.Seal(seed, "correct horse"u8, KeystoreCost.Light, RandomSource.System),
            KeystoreV3.Seal(account, "correct horse"u8, KeystoreCost.Light, RandomSource.System));
    }

    public static DeployedLedger Ledger { get; } = new()
    {
        ChainId = 23124,
        LedgerId = LedgerId.Of(23124, default),
        FirstBlock = 1,
        Governance = AddressOf(1),
        Registry = AddressOf(2),
        ZToken = AddressOf(3),
        Committee = new CommitteeSettings { Threshold = 1, Faults = 0, Keepers = [AddressOf(4)] },
        Home = VerifierHome.Precompiles,
        Verifier = AddressOf(5),
        Poseidon2 = AddressOf(6),
        RedJubjub = AddressOf(7),
        Keys = [],
        Coins = [new DeployedCoin(new AssetId(1), "dEUR", AddressOf(8)), new DeployedCoin(new AssetId(2), "dUSD", AddressOf(9))],
    };

    public Address Account { get; }

    public string Wallet => PathOf("wallet");

    public string LedgerFile => PathOf("ledger.json");

    public string PasswordFile => PathOf("password");

    public string PathOf(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Address AddressOf(byte number) => Address.FromWord(new Word(number));
}
