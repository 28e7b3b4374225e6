using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>Private keys under a password in a file: version 3 of the Web3 Secret Storage Definition, which all wallets of Ethereum know.</summary>
public static class KeystoreV3
{
    private const int Version = 3;
    private const int LargestFile = 1 << 16;

    /// <summary>Opens a file. Takes as long as its parameters say: a second, and 256 MB, are usual.</summary>
    /// <param name="json">The file.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="key">The key.</param>
    public static KeystoreRefusal Open(ReadOnlySpan<byte> json, ReadOnlySpan<byte> password, out Secp256k1PrivateKey? key)
    {
        key = null;
        if (json.Length > LargestFile)
        {
            return KeystoreRefusal.Malformed;
        }

        try
        {
            Utf8JsonReader reader = new(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? KeystoreRefusal.Malformed : Open(document.RootElement, password, out key);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return KeystoreRefusal.Malformed;
        }
    }

    /// <summary>Makes a file of a key, under scrypt.</summary>
    /// <exception cref="ArgumentException">The cost is not valid, or more than <see cref="Open(ReadOnlySpan{byte}, ReadOnlySpan{byte}, out Secp256k1PrivateKey?)"/> would bear.</exception>
    /// <exception cref="ObjectDisposedException">The key is gone.</exception>
    public static byte[] Seal(Secp256k1PrivateKey key, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(source);
        if (!cost.IsValid || !cost.IsBearable)
        {
            throw new ArgumentException("The parameters of scrypt are not valid or ask for too much.", nameof(cost));
        }

        KeystoreParameters parameters = KeystoreParameters.Fresh(cost, source);
        byte[] content = new byte[Secp256k1PrivateKey.SizeInBytes];
        byte[] derived = parameters.Derive(password);
        key.WriteTo(content);
        KeystoreCipher.Apply(derived, parameters.Iv, content);
        byte[] mac = KeystoreCipher.Mac(derived, content);
        CryptographicOperations.ZeroMemory(derived);

        Span<byte> id = stackalloc byte[16];
        source.Fill(id);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("id", new Guid(id));
            writer.WriteString("address", Convert.ToHexStringLower(Address.Of(key.PublicKey).ToBytes()));
            writer.WriteStartObject("crypto");
            parameters.WriteTo(writer);
            writer.WriteString("ciphertext", Convert.ToHexStringLower(content));
            writer.WriteString("mac", Convert.ToHexStringLower(mac));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
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
        KeystoreRefusal refusal = KeystoreParameters.Read(crypto, out KeystoreParameters? parameters);
        if (refusal != KeystoreRefusal.None)
        {
            return refusal;
        }

        byte[] content = KeystoreParameters.Bytes(crypto, "ciphertext");
        byte[] mac = KeystoreParameters.Bytes(crypto, "mac");
        if (content.Length != Secp256k1PrivateKey.SizeInBytes || mac.Length != Keccak256.SizeInBytes)
        {
            return KeystoreRefusal.Malformed;
        }

        byte[] derived = parameters!.Derive(password);
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(KeystoreCipher.Mac(derived, content), mac))
            {
                return KeystoreRefusal.WrongPassword;
            }

            KeystoreCipher.Apply(derived, parameters.Iv, content);
            return Secp256k1PrivateKey.TryRead(content, out Secp256k1PrivateKey? read) && IsOf(read, file, out key) ? KeystoreRefusal.None : KeystoreRefusal.WrongKey;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            CryptographicOperations.ZeroMemory(content);
        }
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
