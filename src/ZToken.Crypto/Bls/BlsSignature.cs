using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A BLS signature, a sum of several, or a proof of possession: a point of G2 in the subgroup of order r.</summary>
/// <remarks>Infinity is an encodable sum, though no key's signature. Encoded in 96 bytes, compressed (<see cref="Group{TField}"/>).</remarks>
public sealed class BlsSignature : IEquatable<BlsSignature>
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = 96;

    internal BlsSignature(in G2Affine point) => Point = point;

    /// <summary>The point, secret key times the hash of the message.</summary>
    public G2Affine Point { get; }

    /// <summary>Reads a compressed signature and checks that it lies in the subgroup.</summary>
    /// <returns>False where the bytes are not the one encoding of a point of the subgroup.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlsSignature? signature)
    {
        bool valid = G2.TryReadCompressed(bytes, out G2Affine point);
        signature = valid ? new BlsSignature(point) : null;
        return valid;
    }

    /// <summary>Aggregate: the sum of signatures.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static BlsSignature Aggregate(ReadOnlySpan<BlsSignature> signatures)
    {
        if (signatures.IsEmpty)
        {
            throw new ArgumentException("The sum of no signatures is not a signature.", nameof(signatures));
        }

        G2Point sum = G2Point.Infinity;
        foreach (BlsSignature signature in signatures)
        {
            sum += signature.Point;
        }

        return new BlsSignature(sum.ToAffine());
    }

    /// <summary>Writes the encoding into the first <see cref="SizeInBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Write(Span<byte> destination) => G2.WriteCompressed(Point, destination);

    /// <inheritdoc/>
    public bool Equals(BlsSignature? other) => other is not null && Point == other.Point;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlsSignature);

    /// <inheritdoc/>
    public override int GetHashCode() => Point.GetHashCode();

    /// <summary>The encoding in hexadecimal.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        Write(bytes);
        return "0x" + Convert.ToHexStringLower(bytes);
    }
}
