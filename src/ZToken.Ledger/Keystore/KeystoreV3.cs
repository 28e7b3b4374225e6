using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>Private keys under a password in a file: version 3 of the Web3 Secret Storage Definition, which all wallets of Ethereum know.</summary>
public static class KeystoreV3
{
    private const int Version = 3;

    /// <summary>Opens a file. Takes as long as its parameters say: a second, and 256 MB, are usual.</summary>
    /// <param name="json">The file.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="key">The key.</param>
    public static KeystoreRefusal Open(ReadOnlySpan<byte> json, ReadOnlySpan<byte> password, out Secp256k1PrivateKey? key) =>
        SealedSecret.OpenFile(json, password, Open, out key);

    /// <summary>Makes a file of a key, under scrypt.</summary>
    /// <exception cref="ArgumentException">The cost is not valid, or more than <see cref="Open(ReadOnlySpan{byte}, ReadOnlySpan{byte}, out Secp256k1PrivateKey?)"/> would bear.</exception>
    /// <exception cref="ObjectDisposedException">The key is gone.</exception>
    public static byte[] Seal(Secp256k1PrivateKey key, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(key);
        string address = Convert.ToHexStringLower(Address.Of(key.PublicKey).ToBytes());
        Span<byte> content = stackalloc byte[Secp256k1PrivateKey.SizeInBytes];
        key.WriteTo(content);
        try
        {
            return SealedSecret.SealFile(Version, writer => writer.WriteString("address", address), content, password, cost, source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static KeystoreRefusal Open(JsonElement file, ReadOnlySpan<byte> password, out Secp256k1PrivateKey? key)
    {
        key = null;
        if (file.GetProperty("version").GetInt32() != Version)
        {
            return KeystoreRefusal.UnknownVersion;
        }

        // The definition says crypto; geth once wrote Crypto.
        JsonElement crypto = file.TryGetProperty("crypto", out JsonElement lower) ? lower : file.GetProperty("Crypto");
        KeystoreRefusal refusal = SealedSecret.Open(crypto, password, Secp256k1PrivateKey.SizeInBytes, out byte[] content);
        if (refusal == KeystoreRefusal.None && !(Secp256k1PrivateKey.TryRead(content, out Secp256k1PrivateKey? read) && IsOf(read, file, out key)))
        {
            refusal = KeystoreRefusal.WrongKey;
        }

        CryptographicOperations.ZeroMemory(content);
        return refusal;
    }

    /// <summary>Whether a key is that of the file's address; a file need not say one.</summary>
    private static bool IsOf(Secp256k1PrivateKey read, JsonElement file, out Secp256k1PrivateKey? key)
    {
        bool matches = !file.TryGetProperty("address", out JsonElement address)
            || (Address.TryParse("0x" + address.GetString()?.Replace("0x", "", StringComparison.Ordinal), out Address named) && named == Address.Of(read.PublicKey));
        key = matches ? read : null;
        if (!matches)
        {
            read.Dispose();
        }

        return matches;
    }
}
