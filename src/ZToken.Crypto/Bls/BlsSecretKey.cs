using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A BLS secret key: an integer from 1 to r - 1, wiped on <see cref="Dispose"/>.</summary>
/// <remarks>Neither compares nor prints itself. What uses it runs in a time that does not depend on it.</remarks>
public sealed class BlsSecretKey : IDisposable
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = 32;

    // ceil(1.5 ceil(log2 r) / 8), L of the draft's section 2.3.
    private const int WideSize = 48;
    private const int SmallestKeyMaterial = 32;

    private Fr scalar;
    private bool disposed;

    private BlsSecretKey(in Fr scalar)
    {
        this.scalar = scalar;
        PublicKey = new BlsPublicKey((G1.Generator * scalar).ToAffine());
    }

    /// <summary>The key's public half (SkToPk).</summary>
    public BlsPublicKey PublicKey { get; }

    /// <summary>A fresh key.</summary>
    public static BlsSecretKey Generate(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> material = stackalloc byte[SmallestKeyMaterial];
        source.Fill(material);
        BlsSecretKey key = FromKeyMaterial(material, []);
        CryptographicOperations.ZeroMemory(material);
        return key;
    }

    /// <summary>KeyGen of draft-irtf-cfrg-bls-signature-05, section 2.3, by HKDF with SHA-256; also hkdf_mod_r of EIP-2333.</summary>
    /// <param name="material">At least 32 secret bytes that nobody could guess.</param>
    /// <param name="info">Separates several keys from the same material; may be empty.</param>
    /// <exception cref="ArgumentException">The material is too short.</exception>
    public static BlsSecretKey FromKeyMaterial(ReadOnlySpan<byte> material, ReadOnlySpan<byte> info)
    {
        if (material.Length < SmallestKeyMaterial)
        {
            throw new ArgumentException($"Key material needs at least {SmallestKeyMaterial} bytes.", nameof(material));
        }

        byte[] input = [.. material, 0];
        byte[] expandInfo = [.. info, 0, WideSize];
        Span<byte> salt = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> pseudoRandomKey = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> wide = stackalloc byte[WideSize];
        SHA256.HashData("BLS-SIG-KEYGEN-SALT-"u8, salt);
        Fr secret;
        while (true)
        {
            HKDF.Extract(HashAlgorithmName.SHA256, input, salt, pseudoRandomKey);
            HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandomKey, wide, expandInfo);
            wide.Reverse();
            secret = Fr.FromWideLittleEndian(wide);
            if (!secret.IsZero)
            {
                break;
            }

            SHA256.HashData(salt, salt);
        }

        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(pseudoRandomKey);
        CryptographicOperations.ZeroMemory(wide);
        return new BlsSecretKey(secret);
    }

    /// <summary>Reads a big-endian integer of 32 bytes.</summary>
    /// <returns>False where it is zero or not below r.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlsSecretKey? key)
    {
        bool valid = Fr.TryReadBigEndian(bytes, out Fr secret) && !secret.IsZero;
        key = valid ? new BlsSecretKey(secret) : null;
        return valid;
    }

    /// <summary>Writes the big-endian integer into the first <see cref="SizeInBytes"/> bytes, for sealed storage.</summary>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public void Write(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        scalar.WriteBigEndian(destination);
    }

    /// <summary>PopProve: shows that whoever published the public key knows this secret.</summary>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public BlsSignature ProvePossession() => new(Times(PublicKey.PossessionHash()).ToAffine());

    /// <summary>Wipes the secret.</summary>
    public void Dispose()
    {
        scalar = default;
        disposed = true;
    }

    internal G2Point Times(in G2Affine hash)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return hash * scalar;
    }
}
