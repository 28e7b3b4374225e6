using System.Security.Cryptography;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>A wallet's seed under a password in a file: JSON with a version, a kind, an id and the <c>crypto</c> object of a version 3 keystore.</summary>
/// <remarks>
/// The seed is all that must be kept: keys, notes and history follow from it and the chain. The file says nothing of which bank or ledger it is for. It is not
/// a keystore of Ethereum, and says so by its kind, so that no wallet of that world takes a seed for a private key.
/// </remarks>
public static class WalletFile
{
    private const int Version = 1;
    private const string Kind = "ztoken wallet";

    /// <summary>Makes the file of a seed, under scrypt.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="cost">What a guess is to cost: <see cref="KeystoreCost.Standard"/> but for tests.</param>
    /// <param name="source">Draws salt, counter and id.</param>
    /// <exception cref="ArgumentException">The cost is not valid, or more than a file may ask for.</exception>
    /// <exception cref="ObjectDisposedException">The seed is gone.</exception>
    public static byte[] Seal(WalletSeed seed, ReadOnlySpan<byte> password, KeystoreCost cost, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(seed);
        Span<byte> content = stackalloc byte[WalletSeed.SizeInBytes];
        seed.WriteTo(content);
        try
        {
            return SealedSecret.SealFile(Version, writer => writer.WriteString("kind", Kind), content, password, cost, source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Opens a file. Takes as long as its parameters say: a second, and 256 MB, are usual.</summary>
    /// <param name="json">The file.</param>
    /// <param name="password">The bytes of the password: UTF-8.</param>
    /// <param name="seed">The seed, or null where it is refused.</param>
    public static KeystoreRefusal Open(ReadOnlySpan<byte> json, ReadOnlySpan<byte> password, out WalletSeed? seed) =>
        SealedSecret.OpenFile(json, password, Open, out seed);

    private static KeystoreRefusal Open(JsonElement file, ReadOnlySpan<byte> password, out WalletSeed? seed)
    {
        seed = null;
        if (!file.GetProperty("kind").ValueEquals(Kind))
        {
            return KeystoreRefusal.Malformed;
        }

        if (file.GetProperty("version").GetInt32() != Version)
        {
            return KeystoreRefusal.UnknownVersion;
        }

        KeystoreRefusal refusal = SealedSecret.Open(file.GetProperty("crypto"), password, WalletSeed.SizeInBytes, out byte[] content);
        if (refusal == KeystoreRefusal.None && !WalletSeed.TryRead(content, out seed))
        {
            refusal = KeystoreRefusal.WrongKey;
        }

        CryptographicOperations.ZeroMemory(content);
        return refusal;
    }
}
