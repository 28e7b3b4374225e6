using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>Secret bytes under a password: the <c>crypto</c> object of a version 3 keystore, whatever the bytes are for.</summary>
/// <remarks>Web3 Secret Storage Definition: the password gives 32 bytes by scrypt (or PBKDF2), of which half encrypt with AES-128 in counter mode and half go into a MAC.</remarks>
public static class SealedSecret
{
    private const int LargestFile = 1 << 16;

    /// <summary>Reads what the secret of a file is.</summary>
    /// <typeparam name="TSecret">What the secret is.</typeparam>
    /// <param name="file">The file's object; what is missing in it or of another kind may throw as <see cref="JsonElement"/> does.</param>
    /// <param name="password">The bytes of the password.</param>
    /// <param name="secret">The secret, or null where it is refused.</param>
    public delegate KeystoreRefusal Opening<TSecret>(JsonElement file, ReadOnlySpan<byte> password, out TSecret? secret)
        where TSecret : class;

    /// <summary>Makes a file: version, id, what the caller says of it, and the <c>crypto</c> object.</summary>
    /// <param name="version">The version of its form.</param>
    /// <param name="describe">Writes the properties that say what the file is.</param>
    /// <param name="secret">The bytes.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="cost">What a guess is to cost.</param>
    /// <param name="source">Draws id, salt and counter.</param>
    /// <exception cref="ArgumentException">The cost is not valid, or more than a file may ask for.</exception>
    public static byte[] SealFile(int version, Action<Utf8JsonWriter> describe, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> id = stackalloc byte[16];
        source.Fill(id);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", version);
            writer.WriteString("id", new Guid(id));
            describe(writer);
            writer.WriteStartObject("crypto");
            WriteTo(writer, secret, password, cost, source);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Opens a file of at most 64 KB that is one JSON object and nothing more.</summary>
    /// <typeparam name="TSecret">What the secret is.</typeparam>
    /// <param name="json">The file.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="open">Reads the object.</param>
    /// <param name="secret">The secret, or null where it is refused.</param>
    public static KeystoreRefusal OpenFile<TSecret>(ReadOnlySpan<byte> json, ReadOnlySpan<byte> password, Opening<TSecret> open, out TSecret? secret)
        where TSecret : class
    {
        ArgumentNullException.ThrowIfNull(open);
        secret = null;
        if (json.Length > LargestFile)
        {
            return KeystoreRefusal.Malformed;
        }

        try
        {
            Utf8JsonReader reader = new(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? KeystoreRefusal.Malformed : open(document.RootElement, password, out secret);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return KeystoreRefusal.Malformed;
        }
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

    // The properties of a crypto object that is begun.
    private static void WriteTo(Utf8JsonWriter writer, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(cost);
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
}
