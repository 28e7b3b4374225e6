using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A keeper's or a supervisor's key under a password in a file: JSON with a version, a kind, the public key and the <c>crypto</c> object of a version 3 keystore.</summary>
/// <remarks>Whoever has the keys of m keepers reads everything that was ever dealt to them: keep the files apart.</remarks>
public static class KeeperFile
{
    private const int Version = 1;
    private const string Kind = "ztoken keeper";

    /// <summary>Makes the file of a key, under scrypt.</summary>
    /// <param name="key">The key.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="cost">What a guess is to cost: <see cref="KeystoreCost.Standard"/> but for tests.</param>
    /// <param name="source">Draws salt, counter and id.</param>
    public static byte[] Seal(KeeperKey key, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> content = stackalloc byte[KeeperKey.SizeInBytes];
        key.WriteTo(content);
        try
        {
            return SealedSecret.SealFile(
                Version,
                writer =>
                {
                    writer.WriteString("kind", Kind);
                    writer.WriteString("publicKey", KeeperText.Of(key.PublicKey));
                },
                content,
                password,
                cost,
                source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Opens a file. Takes as long as its parameters say: a second, and 256 MB, are usual.</summary>
    /// <param name="json">The file.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="key">The key, or null where it is refused.</param>
    public static KeystoreRefusal Open(ReadOnlySpan<byte> json, ReadOnlySpan<byte> password, out KeeperKey? key) => SealedSecret.OpenFile(json, password, Open, out key);

    private static KeystoreRefusal Open(JsonElement file, ReadOnlySpan<byte> password, out KeeperKey? key)
    {
        key = null;
        if (!file.GetProperty("kind").ValueEquals(Kind))
        {
            return KeystoreRefusal.Malformed;
        }

        if (file.GetProperty("version").GetInt32() != Version)
        {
            return KeystoreRefusal.UnknownVersion;
        }

        KeystoreRefusal refusal = SealedSecret.Open(file.GetProperty("crypto"), password, KeeperKey.SizeInBytes, out byte[] content);
        if (refusal == KeystoreRefusal.None && !KeeperKey.TryRead(content, out key))
        {
            refusal = KeystoreRefusal.WrongKey;
        }

        CryptographicOperations.ZeroMemory(content);
        return refusal;
    }
}
