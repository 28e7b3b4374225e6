using System.CommandLine;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet create</c>: keys of a bank in a folder.</summary>
internal static class WalletCreate
{
    public static Command Create()
    {
        Option<DirectoryInfo> wallet = WalletFolder.CreateOption();
        Option<FileInfo> ledger = new("--ledger") { Description = "The ledger that the wallet is for: the file that its deployment wrote.", HelpName = "ledger.json", Required = true };
        Option<FileInfo> seed = new("--seed") { Description = "Take the seed of this file, a copy of another wallet's, instead of a new one. The same password opens it.", HelpName = "seed.json" };
        Option<FileInfo> keystore = new("--keystore") { Description = "Take the account of this keystore instead of a new one. The same password opens it.", HelpName = "account.json" };
        Option<FileInfo> password = PasswordSource.CreateOption();
        Command command = new("create", "Make a wallet: a seed, which all shielded keys follow from, and the account that holds the bank's coins, both under one password.") { wallet, ledger, seed, keystore, password };
        command.SetAction(result => Run(result.GetRequiredValue(wallet), result.GetRequiredValue(ledger), result.GetValue(seed), result.GetValue(keystore), result.GetValue(password)));
        return command;
    }

    private static void Run(DirectoryInfo folder, FileInfo ledgerFile, FileInfo? seedFile, FileInfo? keystore, FileInfo? passwordFile)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new CommandException(ExitCode.InUse, $"'{folder}' is not empty: a wallet is made in a folder of its own; name another with --wallet");
        }

        DeployedLedger ledger = LedgerFile.Read(ledgerFile);
        using Password password = seedFile is null && keystore is null ? PasswordSource.Choose(passwordFile, "the wallet") : PasswordSource.Read(passwordFile, "the files taken along, and the wallet");
        using WalletSeed seed = seedFile is null ? WalletSeed.Create(RandomSource.System) : WalletFolder.OpenSeed(seedFile, password);
        using Secp256k1PrivateKey account = keystore is null
            ? Secp256k1PrivateKey.Generate(RandomSource.System)
            : AccountKey.Open(InputFile.Read(keystore, "keystore", File.ReadAllBytes), password, keystore);
        WalletFolder made = WalletFolder.Create(
            folder,
            ledger,
            seedFile is null ? WalletFile.Seal(seed, password.Bytes, KeystoreCost.Standard, RandomSource.System) : InputFile.Read(seedFile, "seed", File.ReadAllBytes),
            keystore is null ? KeystoreV3.Seal(account, password.Bytes, KeystoreCost.Standard, RandomSource.System) : InputFile.Read(keystore, "keystore", File.ReadAllBytes));
        Console.WriteLine($"wallet   {made.FullName}");
        Console.WriteLine($"account  {Address.Of(account.PublicKey)}");
        Console.Error.WriteLine($"keep a copy of '{made.SeedPath}' and its password where no fire reaches both: without them what the wallet owns is lost");
    }
}
