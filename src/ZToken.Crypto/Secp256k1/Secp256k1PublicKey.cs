using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace ZToken.Crypto;

/// <summary>A public key on secp256k1: a point of the curve, never infinity.</summary>
public sealed class Secp256k1PublicKey : IEquatable<Secp256k1PublicKey>
{
    /// <summary>Bytes of the compressed encoding: 2 or 3, and x.</summary>
    public const int CompressedSizeInBytes = 33;

    /// <summary>Bytes of the uncompressed encoding: 4, x and y.</summary>
    public const int UncompressedSizeInBytes = 65;

    private const int HashLength = 32;
    private readonly ECPoint point;

    internal Secp256k1PublicKey(ECPoint point) => this.point = point.Normalize();

    /// <summary>Reads an encoding of SEC 1, section 2.3.4, compressed or uncompressed.</summary>
    /// <returns>False where length or prefix are others, a coordinate is not below the prime, or the point is not on the curve.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Secp256k1PublicKey? key)
    {
        key = null;
        ECPoint? read = bytes switch
        {
            { Length: CompressedSizeInBytes } when bytes[0] is 2 or 3 => Secp256k1Curve.Decompress(Secp256k1Curve.ReadBigEndian(bytes[1..]), bytes[0] == 3),
            { Length: UncompressedSizeInBytes } when bytes[0] == 4 => Secp256k1Curve.FromCoordinates(Secp256k1Curve.ReadBigEndian(bytes[1..33]), Secp256k1Curve.ReadBigEndian(bytes[33..])),
            _ => null,
        };
        if (read is null)
        {
            return false;
        }

        key = new Secp256k1PublicKey(read);
        return true;
    }

    /// <summary>The key that made a signature of a hash of 32 bytes: Ethereum's ecrecover. Any s, high or low.</summary>
    /// <returns>False where no key could have made it.</returns>
    /// <exception cref="ArgumentException">The hash does not have 32 bytes.</exception>
    public static bool TryRecover(ReadOnlySpan<byte> hash, in Secp256k1Signature signature, [NotNullWhen(true)] out Secp256k1PublicKey? key)
    {
        ThrowIfNotHash(hash);
        key = null;
        (BigInteger r, BigInteger s) = ToIntegers(signature);
        BigInteger x = (signature.RecoveryId & 2) != 0 ? r.Add(Secp256k1Curve.Order) : r;
        ECPoint? nonce = r.SignValue == 0 ? null : Secp256k1Curve.Decompress(x, (signature.RecoveryId & 1) != 0);
        if (nonce is null)
        {
            return false;
        }

        // Q = (s R - e G) / r.
        BigInteger order = Secp256k1Curve.Order;
        BigInteger inverse = r.ModInverse(order);
        BigInteger e = Secp256k1Curve.ReadBigEndian(hash).Mod(order);
        ECPoint sum = ECAlgorithms.SumOfTwoMultiplies(
            Secp256k1Curve.Domain.G, order.Subtract(e).Multiply(inverse).Mod(order), nonce, s.Multiply(inverse).Mod(order));
        if (sum.IsInfinity)
        {
            return false;
        }

        key = new Secp256k1PublicKey(sum);
        return true;
    }

    /// <summary>Whether a signature of a hash of 32 bytes holds, whatever its recovery id. High s is accepted: see <see cref="Secp256k1Signature.IsLowS"/>.</summary>
    /// <exception cref="ArgumentException">The hash does not have 32 bytes.</exception>
    public bool Verify(ReadOnlySpan<byte> hash, in Secp256k1Signature signature)
    {
        ThrowIfNotHash(hash);
        (BigInteger r, BigInteger s) = ToIntegers(signature);
        ECDsaSigner verifier = new();
        verifier.Init(forSigning: false, new ECPublicKeyParameters(point, Secp256k1Curve.Domain));
        return verifier.VerifySignature(hash.ToArray(), r, s);
    }

    /// <summary>Writes the 33 bytes of the compressed encoding.</summary>
    public void WriteCompressed(Span<byte> destination) => point.EncodeTo(compressed: true, destination);

    /// <summary>Writes the 65 bytes of the uncompressed encoding, whose last 64 Ethereum hashes into an address.</summary>
    public void WriteUncompressed(Span<byte> destination) => point.EncodeTo(compressed: false, destination);

    /// <inheritdoc/>
    public bool Equals(Secp256k1PublicKey? other) => other is not null && point.Equals(other.point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secp256k1PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => point.GetHashCode();

    internal static void ThrowIfNotHash(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != HashLength)
        {
            throw new ArgumentException("A hash to be signed has 32 bytes.", nameof(hash));
        }
    }

    private static (BigInteger R, BigInteger S) ToIntegers(in Secp256k1Signature signature)
    {
        Span<byte> bytes = stackalloc byte[Secp256k1Signature.SizeInBytes];
        signature.WriteTo(bytes);
        return (Secp256k1Curve.ReadBigEndian(bytes[..32]), Secp256k1Curve.ReadBigEndian(bytes[32..]));
    }
}
