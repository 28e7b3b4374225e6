using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A private key on secp256k1, which signs transactions of an account; zero after <see cref="Dispose"/>.</summary>
/// <remarks>
/// BouncyCastle's integers, on which this stands, do not run in constant time, and leave copies that the collector removes when it likes: whoever
/// can time a signature to the microsecond may learn about the key. What is worth more than an account's coins is signed elsewhere.
/// </remarks>
public sealed class Secp256k1PrivateKey : IDisposable
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = 32;

    private readonly byte[] secret = GC.AllocateArray<byte>(SizeInBytes, pinned: true);
    private bool disposed;

    private Secp256k1PrivateKey(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(secret);
        byte[] encoded = Secp256k1Curve.MultiplyGenerator(Secp256k1Curve.ReadBigEndian(secret)).GetEncoded(compressed: false);
        PublicKey = Secp256k1PublicKey.TryRead(encoded, out Secp256k1PublicKey? key) ? key : throw new UnreachableException("A multiple of the generator is on the curve.");
    }

    /// <summary>The public key.</summary>
    public Secp256k1PublicKey PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    public static Secp256k1PrivateKey Generate(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        Secp256k1PrivateKey? key;
        do
        {
            source.Fill(bytes);
        }
        while (!TryRead(bytes, out key));

        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>Reads a key, 32 bytes big-endian.</summary>
    /// <returns>False where the length is another or the number is zero or not below the order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Secp256k1PrivateKey? key)
    {
        key = null;
        if (bytes.Length != SizeInBytes)
        {
            return false;
        }

        BigInteger value = Secp256k1Curve.ReadBigEndian(bytes);
        if (value.SignValue == 0 || value.CompareTo(Secp256k1Curve.Order) >= 0)
        {
            return false;
        }

        key = new Secp256k1PrivateKey(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes of the key, big-endian.</summary>
    /// <exception cref="ObjectDisposedException">The key is gone.</exception>
    public void WriteTo(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        secret.CopyTo(destination);
    }

    /// <summary>Signs a hash of 32 bytes: the nonce by RFC 6979 with HMAC-SHA-256, s in the lower half.</summary>
    /// <exception cref="ArgumentException">The hash does not have 32 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The key is gone.</exception>
    public Secp256k1Signature Sign(ReadOnlySpan<byte> hash)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Secp256k1PublicKey.ThrowIfNotHash(hash);
        BigInteger order = Secp256k1Curve.Order;
        BigInteger key = Secp256k1Curve.ReadBigEndian(secret);
        BigInteger e = Secp256k1Curve.ReadBigEndian(hash);
        HMacDsaKCalculator nonces = new(new Sha256Digest());
        nonces.Init(order, key, hash.ToArray());
        while (true)
        {
            BigInteger k = nonces.NextK();
            Org.BouncyCastle.Math.EC.ECPoint point = Secp256k1Curve.MultiplyGenerator(k);
            BigInteger x = point.AffineXCoord.ToBigInteger();
            BigInteger r = x.Mod(order);
            BigInteger s = k.ModInverse(order).Multiply(e.Add(key.Multiply(r))).Mod(order);
            if (r.SignValue == 0 || s.SignValue == 0)
            {
                continue;
            }

            int recoveryId = (point.AffineYCoord.TestBitZero() ? 1 : 0) | (x.CompareTo(order) >= 0 ? 2 : 0);
            BigInteger negated = order.Subtract(s);
            bool low = s.CompareTo(negated) <= 0;
            return ToSignature(r, low ? s : negated, low ? recoveryId : recoveryId ^ 1);
        }
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>A fixed text: never the key.</summary>
    public override string ToString() => "(secret)";

    private static Secp256k1Signature ToSignature(BigInteger r, BigInteger s, int recoveryId)
    {
        Span<byte> bytes = stackalloc byte[Secp256k1Signature.SizeInBytes];
        Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(r, bytes[..32]);
        Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(s, bytes[32..]);
        return Secp256k1Signature.TryRead(bytes, recoveryId, out Secp256k1Signature signature)
            ? signature
            : throw new UnreachableException("A signature that was made is in range.");
    }
}
