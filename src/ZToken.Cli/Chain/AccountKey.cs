using System.Security.Cryptography;
using System.Text;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Cli;

/// <summary>The key of the account that signs a command's transactions, from a keystore under a password.</summary>
internal static class AccountKey
{
    public const string KeystoreDescription = "The keystore (version 3) of the account that signs.";
    public const string PasswordDescription = "The file whose first line is the keystore's password.";

    /// <exception cref="CommandException">A file is missing, or the keystore does not open.</exception>
    public static Secp256k1PrivateKey Open(FileInfo keystore, FileInfo password)
    {
        byte[] json = InputFile.Read(keystore, "keystore", File.ReadAllBytes);
        byte[] secret = Encoding.UTF8.GetBytes(InputFile.Read(password, "password file", path => File.ReadLines(path).FirstOrDefault() ?? ""));
        KeystoreRefusal refusal = KeystoreV3.Open(json, secret, out Secp256k1PrivateKey? key);
        CryptographicOperations.ZeroMemory(secret);
        return key ?? throw new CommandException(ExitCode.BadInput, $"keystore '{keystore}' does not open ({refusal}): give its own password in '{password}'");
    }
}
