using System.CommandLine;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>The folder of a bank's wallet: the seed and the account's key, both under the wallet's password, the ledger that it is for, and what the wallet itself keeps.</summary>
internal sealed class WalletFolder
{
    private readonly DirectoryInfo folder;

    private WalletFolder(DirectoryInfo folder) => this.folder = folder;

    /// <summary>Where a wallet is unless it is said otherwise.</summary>
    public static string DefaultPath => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ztoken", "wallet");

    /// <summary>The folder.</summary>
    public string FullName => folder.FullName;

    /// <summary>The deployment of the ledger.</summary>
    public FileInfo LedgerPath => File("ledger.json");

    /// <summary>The seed: <see cref="WalletFile"/>.</summary>
    public FileInfo SeedPath => File("seed.json");

    /// <summary>The account that holds the bank's coins and is known by name: a keystore of version 3.</summary>
    public FileInfo AccountPath => File("account.json");

    /// <summary>The option that names the folder.</summary>
    public static Option<DirectoryInfo> CreateOption() => new("--wallet")
    {
        Description = "The wallet's folder. Without it, that of this user's data.",
        HelpName = "folder",
        DefaultValueFactory = _ => new DirectoryInfo(DefaultPath),
    };

    /// <summary>A wallet that is there.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static WalletFolder Find(DirectoryInfo folder)
    {
        WalletFolder found = new(folder);
        return found.SeedPath.Exists
            ? found
            : throw new CommandException(ExitCode.BadInput, $"there is no wallet in '{folder}': make one with 'ztoken wallet create', or name its folder with --wallet");
    }

    /// <summary>Makes the folder of a new wallet: whole or not at all, for its owner's eyes.</summary>
    /// <exception cref="CommandException">There is something already, or it cannot be written.</exception>
    public static WalletFolder Create(DirectoryInfo folder, DeployedLedger ledger, byte[] seed, byte[] account)
    {
        DirectoryInfo aside = new(Path.TrimEndingDirectorySeparator(folder.FullName) + ".partial");
        WalletFolder made = new(aside);
        try
        {
            OutputFile.Guard(new FileInfo(folder.FullName), () => Fill(made, folder, ledger, seed, account));
            return new WalletFolder(folder);
        }
        finally
        {
            if (Directory.Exists(aside.FullName))
            {
                aside.Delete(recursive: true);
            }
        }
    }

    /// <summary>The ledger that the wallet is for.</summary>
    /// <exception cref="CommandException">The file is absent or no deployment.</exception>
    public DeployedLedger ReadLedger() => LedgerFile.Read(LedgerPath);

    /// <summary>Opens the seed.</summary>
    /// <exception cref="CommandException">It does not open.</exception>
    public WalletSeed OpenSeed(Password password) => OpenSeed(SeedPath, password);

    /// <summary>Opens the seed of a file.</summary>
    /// <exception cref="CommandException">It does not open.</exception>
    public static WalletSeed OpenSeed(FileInfo file, Password password)
    {
        KeystoreRefusal refusal = WalletFile.Open(InputFile.Read(file, "seed", System.IO.File.ReadAllBytes), password.Bytes, out WalletSeed? seed);
        return seed ?? throw AccountKey.Refused($"the seed '{file}'", refusal);
    }

    /// <summary>Opens the account's key.</summary>
    /// <exception cref="CommandException">It does not open.</exception>
    public Secp256k1PrivateKey OpenAccount(Password password) =>
        AccountKey.Open(InputFile.Read(AccountPath, "keystore", System.IO.File.ReadAllBytes), password, AccountPath);

    private static void Fill(WalletFolder made, DirectoryInfo wanted, DeployedLedger ledger, byte[] seed, byte[] account)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(made.FullName)!);
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(made.FullName) : Directory.CreateDirectory(made.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        System.IO.File.WriteAllBytes(made.SeedPath.FullName, seed);
        System.IO.File.WriteAllBytes(made.AccountPath.FullName, account);
        DeploymentFile.Write(made.LedgerPath.FullName, ledger);
        if (Directory.Exists(wanted.FullName))
        {
            // Throws where something is in it, so that no wallet is ever overwritten.
            Directory.Delete(wanted.FullName);
        }

        Directory.Move(made.FullName, wanted.FullName);
    }

    private FileInfo File(string name) => new(Path.Combine(folder.FullName, name));
}
