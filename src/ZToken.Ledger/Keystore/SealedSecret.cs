using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>Secret bytes under a password: the <c>crypto</c> object of a version 3 keystore, whatever the bytes are for.</summary>
/// <remarks>Web3 Secret Storage Definition: the password gives 32 bytes by scrypt (or PBKDF2), of which half encrypt with AES-128 in counter mode and half go into a MAC.</remarks>
public static class SealedSecret
{
    /// <summary>Writes the properties of a <c>crypto</c> object that the caller has opened.</summary>
    /// <param name="writer">The writer, inside the object.</param>
    /// <param name="secret">The bytes.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="cost">What a guess is to cost.</param>
    /// <param name="source">Draws salt and counter.</param>
    /// <exception cref="ArgumentException">The cost is not valid, or more than a file may ask for.</exception>
    public static void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(source);
        if (!cost.IsValid || !cost.IsBearable)
        {
            throw new ArgumentException("The parameters of scrypt are not valid or ask for too much.", nameof(cost));
        }

        KeystoreParameters parameters = KeystoreParameters.Fresh(cost, source);
        byte[] derived = parameters.Derive(password);
        byte[] content = secret.ToArray();
        KeystoreCipher.Apply(derived, parameters.Iv, content);
        parameters.WriteTo(writer);
        writer.WriteString("ciphertext", Convert.ToHexStringLower(content));
        writer.WriteString("mac", Convert.ToHexStringLower(KeystoreCipher.Mac(derived, content)));
        CryptographicOperations.ZeroMemory(derived);
    }

    /// <summary>Opens a <c>crypto</c> object. Takes as long as its parameters say: a second, and 256 MB, are usual.</summary>
    /// <param name="crypto">The object.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="length">How many bytes there must be.</param>
    /// <param name="secret">The bytes, to be overwritten by the caller; empty where they are refused.</param>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    /// <exception cref="InvalidOperationException">A property is of another kind.</exception>
    /// <exception cref="FormatException">A property is not in hexadecimal, or not a number.</exception>
    public static KeystoreRefusal Open(JsonElement crypto, ReadOnlySpan<byte> password, int length, out byte[] secret)
    {
        secret = [];
        KeystoreRefusal refusal = KeystoreParameters.Read(crypto, out KeystoreParameters? parameters);
        if (refusal != KeystoreRefusal.None)
        {
            return refusal;
        }

        byte[] content = KeystoreParameters.Bytes(crypto, "ciphertext");
        byte[] mac = KeystoreParameters.Bytes(crypto, "mac");
        if (content.Length != length || mac.Length != Keccak256.SizeInBytes)
        {
            return KeystoreRefusal.Malformed;
        }

        byte[] derived = parameters!.Derive(password);
        bool isRight = CryptographicOperations.FixedTimeEquals(KeystoreCipher.Mac(derived, content), mac);
        if (isRight)
        {
            KeystoreCipher.Apply(derived, parameters.Iv, content);
            secret = content;
        }

        CryptographicOperations.ZeroMemory(derived);
        return isRight ? KeystoreRefusal.None : KeystoreRefusal.WrongPassword;
    }
}
