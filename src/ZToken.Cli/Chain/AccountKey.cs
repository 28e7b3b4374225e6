using System.CommandLine;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Cli;

/// <summary>The key of the account that signs a command's transactions, from a keystore under a password.</summary>
internal static class AccountKey
{
    public const string KeystoreDescription = "The keystore (version 3) of the account that signs.";

    /// <summary>The option that names the keystore.</summary>
    public static Option<FileInfo> CreateOption() => new("--keystore") { Description = KeystoreDescription, HelpName = "file", Required = true };

    /// <summary>Opens a keystore with the password of a file, of the environment or of the person at the terminal.</summary>
    /// <exception cref="CommandException">A file is missing, or the keystore does not open.</exception>
    public static Secp256k1PrivateKey Open(FileInfo keystore, FileInfo? passwordFile)
    {
        byte[] json = InputFile.Read(keystore, "keystore", File.ReadAllBytes);
        using Password password = PasswordSource.Read(passwordFile, $"keystore '{keystore}'");
        return Open(json, password, keystore);
    }

    /// <summary>Opens a keystore that was read.</summary>
    /// <exception cref="CommandException">It does not open.</exception>
    public static Secp256k1PrivateKey Open(byte[] json, Password password, FileInfo keystore)
    {
        KeystoreRefusal refusal = KeystoreV3.Open(json, password.Bytes, out Secp256k1PrivateKey? key);
        return key ?? throw Refused($"keystore '{keystore}'", refusal);
    }

    /// <summary>The complaint about something sealed that does not open.</summary>
    public static CommandException Refused(string what, KeystoreRefusal refusal) => refusal == KeystoreRefusal.WrongPassword
        ? new CommandException(ExitCode.WrongPassword, $"{what} does not open with this password, or was changed: give its own")
        : new CommandException(ExitCode.BadInput, $"{what} does not open ({refusal}): give another file");
}
