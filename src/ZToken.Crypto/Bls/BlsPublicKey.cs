using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A BLS public key: a point of G1 of order r, never infinity.</summary>
/// <remarks>Two keys are equal where their points are. Encoded in 48 bytes, compressed (<see cref="Group{TField}"/>).</remarks>
public sealed class BlsPublicKey : IEquatable<BlsPublicKey>
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = 48;

    internal BlsPublicKey(in G1Affine point) => Point = point;

    /// <summary>The point, secret key times generator.</summary>
    public G1Affine Point { get; }

    /// <summary>Reads a compressed key and checks it (KeyValidate).</summary>
    /// <returns>False where the bytes are not the one encoding of a point of order r.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlsPublicKey? key)
    {
        bool valid = G1.TryReadCompressed(bytes, out G1Affine point) && !point.IsInfinity;
        key = valid ? new BlsPublicKey(point) : null;
        return valid;
    }

    /// <summary>Writes the encoding into the first <see cref="SizeInBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Write(Span<byte> destination) => G1.WriteCompressed(Point, destination);

    /// <summary>PopVerify: whether the proof shows that this key's owner knows its secret.</summary>
    public bool VerifyPossession(BlsSignature proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Pairing.IsProductOne([(Point, PossessionHash()), (-G1.Generator, proof.Point)]);
    }

    /// <inheritdoc/>
    public bool Equals(BlsPublicKey? other) => other is not null && Point == other.Point;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlsPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Point.GetHashCode();

    /// <summary>The encoding in hexadecimal.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        Write(bytes);
        return "0x" + Convert.ToHexStringLower(bytes);
    }

    internal G2Affine PossessionHash()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        Write(bytes);
        return G2.HashToCurve(bytes, BlsTags.Possession).ToAffine();
    }
}
