using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli.Tests;

/// <summary><c>ztoken wallet create</c>, as a process.</summary>
public sealed class WalletCreateTests : IDisposable
{
    private readonly SampleWallet sample = new();

    private string Made => sample.PathOf("made");

    public void Dispose() => sample.Dispose();

    [Fact]
    public void A_new_wallet_opens_with_its_password_and_is_its_owners_alone()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("wallet", "create", "--wallet", Made, "--ledger", sample.LedgerFile, "--password-file", sample.PasswordFile);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["account.json", "ledger.json", "seed.json"], Directory.GetFileSystemEntries(Made).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(KeystoreRefusal.None, WalletFile.Open(File.ReadAllBytes(Path.Combine(Made, "seed.json")), "correct horse"u8, out WalletSeed? seed));
        Assert.Equal(KeystoreRefusal.None, KeystoreV3.Open(File.ReadAllBytes(Path.Combine(Made, "account.json")), "correct horse"u8, out Secp256k1PrivateKey? key));
        Assert.Contains(Address.Of(key!.PublicKey).ToString(), result.Output, StringComparison.Ordinal);
        Assert.Equal(DeploymentFile.ToJson(SampleWallet.Ledger), File.ReadAllText(Path.Combine(Made, "ledger.json")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Made));
        }

        seed!.Dispose();
        key.Dispose();
    }

    [Fact]
    public void A_wallet_is_made_again_from_copies_of_its_files_with_the_password_of_the_environment()
    {
        string seed = Path.Combine(sample.Wallet, "seed.json"), account = Path.Combine(sample.Wallet, "account.json");
        string[] command = ["wallet", "create", "--wallet", Made, "--ledger", sample.LedgerFile, "--seed", seed, "--keystore", account];

        Refused(10, $"ztoken: the seed '{seed}' does not open", Run("wrong", command));
        ZTokenProcess.Result result = Run(SampleWallet.PasswordText, command);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains($"account  {sample.Account}", result.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(seed), File.ReadAllBytes(Path.Combine(Made, "seed.json")));
        Assert.Equal(File.ReadAllBytes(account), File.ReadAllBytes(Path.Combine(Made, "account.json")));
    }

    [Fact]
    public void Nothing_is_made_where_something_is_missing_or_there_already()
    {
        string[] command = ["wallet", "create", "--wallet", Made, "--ledger", sample.LedgerFile];

        Refused(2, "ztoken: there is no terminal to ask for the password of the wallet: name a file with --password-file, or set ZTOKEN_PASSWORD", ZTokenProcess.Run(command));
        Refused(3, "ztoken: ZTOKEN_PASSWORD is empty", Run("", command));
        Refused(3, "ztoken: password file '/nowhere/password' does not exist", ZTokenProcess.Run([.. command, "--password-file", "/nowhere/password"]));
        Refused(3, $"ztoken: deployment '{sample.PasswordFile}' is refused", Run("x", ["wallet", "create", "--wallet", Made, "--ledger", sample.PasswordFile]));
        Refused(3, "ztoken: seed '/nowhere/seed.json' does not exist", Run("x", [.. command, "--seed", "/nowhere/seed.json"]));
        Refused(5, $"ztoken: '{sample.Wallet}' is not empty", Run("x", ["wallet", "create", "--wallet", sample.Wallet, "--ledger", sample.LedgerFile]));
        Refused(4, "ztoken: cannot write", Run("x", ["wallet", "create", "--wallet", "/proc/nothing/wallet", "--ledger", sample.LedgerFile]));
        Refused(2, "ztoken: '--password' is not known here", ZTokenProcess.Run([.. command, "--password", "x"]));
        Assert.False(Directory.Exists(Made) || Directory.Exists(Made + ".partial"));
    }

    private static ZTokenProcess.Result Run(string password, string[] arguments) =>
        ZTokenProcess.RunWith(new Dictionary<string, string>(StringComparer.Ordinal) { ["ZTOKEN_PASSWORD"] = password }, arguments);

    private static void Refused(int exitCode, string beginning, ZTokenProcess.Result result)
    {
        Assert.StartsWith(beginning, result.Error, StringComparison.Ordinal);
        Assert.Equal((exitCode, "", 1), (result.ExitCode, result.Output, result.Error.TrimEnd('\n').Split('\n').Length));
    }
}
