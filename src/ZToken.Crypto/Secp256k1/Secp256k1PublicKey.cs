using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A public key on secp256k1: a point of the curve, never infinity.</summary>
/// <remarks>SEC 1, section 4.1. All that is done here is done with public values, in a time that depends on them.</remarks>
public sealed partial class Secp256k1PublicKey : IEquatable<Secp256k1PublicKey>
{
    /// <summary>Bytes of the compressed encoding: 2 or 3, and x.</summary>
    public const int CompressedSizeInBytes = 33;

    /// <summary>Bytes of the uncompressed encoding: 4, x and y.</summary>
    public const int UncompressedSizeInBytes = 65;

    private const int HashLength = 32;
    private readonly AffinePoint<Secp256k1Fp> point;

    private Secp256k1PublicKey(in AffinePoint<Secp256k1Fp> point) => this.point = point;

    /// <summary>Reads an encoding of SEC 1, section 2.3.4, compressed or uncompressed.</summary>
    /// <returns>False where length or prefix are others, a coordinate is not below the prime, or the point is not on the curve.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Secp256k1PublicKey? key)
    {
        AffinePoint<Secp256k1Fp> read = default;
        bool valid = bytes switch
        {
            { Length: CompressedSizeInBytes } when bytes[0] is 2 or 3 => TryReadCompressed(bytes, out read),
            { Length: UncompressedSizeInBytes } when bytes[0] == 4 => TryReadUncompressed(bytes, out read),
            _ => false,
        };
        key = valid ? new Secp256k1PublicKey(read) : null;
        return valid;
    }

    /// <summary>The key that made a signature of a hash of 32 bytes: Ethereum's ecrecover. Any s, high or low.</summary>
    /// <returns>False where no key could have made it.</returns>
    /// <exception cref="ArgumentException">The hash does not have 32 bytes.</exception>
    public static bool TryRecover(ReadOnlySpan<byte> hash, in Secp256k1Signature signature, [NotNullWhen(true)] out Secp256k1PublicKey? key)
    {
        ThrowIfNotHash(hash);
        key = null;
        if (!signature.TryGetScalars(out Secp256k1Fn r, out Secp256k1Fn s)
            || !signature.TryGetNonceX((signature.RecoveryId & 2) != 0, out Secp256k1Fp x)
            || !Secp256k1Group.TryLiftVarTime(x, (signature.RecoveryId & 1) != 0, out AffinePoint<Secp256k1Fp> nonce))
        {
            return false;
        }

        // Q = (s R - e G) / r.
        Secp256k1Fn inverse = r.InvertVarTime();
        Secp256k1Fn e = Secp256k1Fn.FromBigEndian(hash);
        JacobianPoint<Secp256k1Fp> sum = Secp256k1Group.SumVarTime(-(e * inverse), nonce, s * inverse);
        if (sum.IsInfinity)
        {
            return false;
        }

        key = new Secp256k1PublicKey(sum.ToAffineVarTime());
        return true;
    }

    /// <summary>Whether a signature of a hash of 32 bytes holds, whatever its recovery id. High s is accepted: see <see cref="Secp256k1Signature.IsLowS"/>.</summary>
    /// <exception cref="ArgumentException">The hash does not have 32 bytes.</exception>
    public bool Verify(ReadOnlySpan<byte> hash, in Secp256k1Signature signature)
    {
        ThrowIfNotHash(hash);
        if (!signature.TryGetScalars(out Secp256k1Fn r, out Secp256k1Fn s))
        {
            return false;
        }

        Secp256k1Fn inverse = s.InvertVarTime();
        JacobianPoint<Secp256k1Fp> nonce = Secp256k1Group.SumVarTime(Secp256k1Fn.FromBigEndian(hash) * inverse, point, r * inverse);

        // The nonce's x, X / Z^2, is r or r + n.
        Secp256k1Fp square = nonce.Z.Square();
        return !nonce.IsInfinity
            && ((signature.TryGetNonceX(aboveOrder: false, out Secp256k1Fp x) && x * square == nonce.X)
                || (signature.TryGetNonceX(aboveOrder: true, out x) && x * square == nonce.X));
    }

    /// <summary>Writes the 33 bytes of the compressed encoding.</summary>
    public void WriteCompressed(Span<byte> destination)
    {
        destination[0] = (byte)(point.Y.IsOdd ? 3 : 2);
        point.X.WriteBigEndian(destination[1..]);
    }

    /// <summary>Writes the 65 bytes of the uncompressed encoding, whose last 64 Ethereum hashes into an address.</summary>
    public void WriteUncompressed(Span<byte> destination)
    {
        destination[0] = 4;
        point.X.WriteBigEndian(destination[1..]);
        point.Y.WriteBigEndian(destination[(1 + Secp256k1Fp.SizeInBytes)..]);
    }

    /// <inheritdoc/>
    public bool Equals(Secp256k1PublicKey? other) => other is not null && point == other.point;

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

    private static bool TryReadCompressed(ReadOnlySpan<byte> bytes, out AffinePoint<Secp256k1Fp> read)
    {
        read = default;
        return Secp256k1Fp.TryReadBigEndian(bytes[1..], out Secp256k1Fp x) && Secp256k1Group.TryLiftVarTime(x, bytes[0] == 3, out read);
    }

    private static bool TryReadUncompressed(ReadOnlySpan<byte> bytes, out AffinePoint<Secp256k1Fp> read)
    {
        read = default;
        if (!Secp256k1Fp.TryReadBigEndian(bytes[1..33], out Secp256k1Fp x) || !Secp256k1Fp.TryReadBigEndian(bytes[33..], out Secp256k1Fp y))
        {
            return false;
        }

        read = new AffinePoint<Secp256k1Fp>(x, y);
        return !read.IsInfinity && read.IsOnCurve;
    }
}
