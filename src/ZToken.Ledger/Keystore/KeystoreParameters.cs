using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Ledger;

/// <summary>How a keystore makes a key of a password.</summary>
internal sealed class KeystoreParameters
{
    private const int IvLength = 16;
    private const int SaltLength = 32;
    private const int LongestSalt = 256;
    private const int DerivedLength = 32;

    private readonly byte[] salt;

    // One of the two.
    private readonly KeystoreCost? scrypt;
    private readonly int rounds;

    private KeystoreParameters(byte[] iv, byte[] salt, KeystoreCost? scrypt, int rounds)
    {
        Iv = iv;
        this.salt = salt;
        this.scrypt = scrypt;
        this.rounds = rounds;
    }

    public byte[] Iv { get; }

    /// <summary>Fresh parameters.</summary>
    public static KeystoreParameters Fresh(KeystoreCost cost, RandomSource source)
    {
        byte[] iv = new byte[IvLength], fresh = new byte[SaltLength];
        source.Fill(iv);
        source.Fill(fresh);
        return new KeystoreParameters(iv, fresh, cost, rounds: 0);
    }

    public static KeystoreRefusal Read(JsonElement crypto, out KeystoreParameters? parameters)
    {
        parameters = null;
        JsonElement derivation = crypto.GetProperty("kdfparams");
        byte[] iv = Bytes(crypto.GetProperty("cipherparams"), "iv");
        byte[] given = Bytes(derivation, "salt");
        bool isScrypt = Is(crypto, "kdf", "scrypt");
        if (!Is(crypto, "cipher", "aes-128-ctr") || (!isScrypt && !(Is(crypto, "kdf", "pbkdf2") && Is(derivation, "prf", "hmac-sha256"))))
        {
            return KeystoreRefusal.UnknownAlgorithm;
        }

        if (iv.Length > IvLength || given.Length > LongestSalt || derivation.GetProperty("dklen").GetInt32() != DerivedLength)
        {
            return KeystoreRefusal.Malformed;
        }

        KeystoreCost? cost = isScrypt ? new(derivation.GetProperty("n").GetInt32(), derivation.GetProperty("r").GetInt32(), derivation.GetProperty("p").GetInt32()) : null;
        int count = isScrypt ? 0 : derivation.GetProperty("c").GetInt32();
        if (cost is { IsValid: false } || (cost is null && count < 1))
        {
            return KeystoreRefusal.Malformed;
        }

        if (cost is { IsBearable: false } || count > KeystoreCost.MostRounds)
        {
            return KeystoreRefusal.TooCostly;
        }

        // A short counter block, which one wallet of Python wrote, is a number: zeros come before it.
        parameters = new KeystoreParameters([.. new byte[IvLength - iv.Length], .. iv], given, cost, count);
        return KeystoreRefusal.None;
    }

    public byte[] Derive(ReadOnlySpan<byte> password) => scrypt is KeystoreCost cost
        ? Scrypt.Derive(password, salt, cost, DerivedLength)
        : Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, DerivedLength);

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("cipher", "aes-128-ctr");
        writer.WriteStartObject("cipherparams");
        writer.WriteString("iv", Convert.ToHexStringLower(Iv));
        writer.WriteEndObject();
        writer.WriteString("kdf", "scrypt");
        writer.WriteStartObject("kdfparams");
        writer.WriteNumber("dklen", DerivedLength);
        writer.WriteNumber("n", scrypt!.N);
        writer.WriteNumber("r", scrypt.R);
        writer.WriteNumber("p", scrypt.P);
        writer.WriteString("salt", Convert.ToHexStringLower(salt));
        writer.WriteEndObject();
    }

    /// <summary>Bytes in hexadecimal without 0x.</summary>
    public static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString() ?? "");

    private static bool Is(JsonElement element, string name, string value) => element.GetProperty(name).ValueEquals(value);
}
