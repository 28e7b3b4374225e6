using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>A Groth16 proof: two points of G1 and one of G2, each in its subgroup of order r.</summary>
/// <remarks>
/// J. Groth, "On the size of pairing-based non-interactive arguments" (2016). A proof is not unique: anyone can turn a valid one into
/// another for the same statement, so nothing may be identified by a proof's bytes.
/// </remarks>
/// <param name="A">A = alpha + sum w_i A_i(tau) + r delta, in G1.</param>
/// <param name="B">B = beta + sum w_i B_i(tau) + s delta, in G2.</param>
/// <param name="C">What makes the pairing equation hold for the private wires, in G1.</param>
public sealed record Proof(G1Affine A, G2Affine B, G1Affine C)
{
    /// <summary>Bytes of the encoding: A, B and C compressed, 48 + 96 + 48.</summary>
    public const int SizeInBytes = 192;

    /// <summary>Bytes of the encoding without compression, which contracts take: 128 + 256 + 128.</summary>
    public const int UncompressedSizeInBytes = 512;

    private const int StartOfB = 48;
    private const int StartOfC = 144;

    /// <summary>Reads the one encoding of a proof, checking that each point is in its subgroup and none is infinity. Variable time.</summary>
    /// <returns>False where the length is not <see cref="SizeInBytes"/> or a point is refused.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Proof? proof)
    {
        proof = null;
        if (bytes.Length != SizeInBytes
            || !G1.TryReadCompressed(bytes[..StartOfB], out G1Affine a)
            || !G2.TryReadCompressed(bytes[StartOfB..StartOfC], out G2Affine b)
            || !G1.TryReadCompressed(bytes[StartOfC..], out G1Affine c)
            || a.IsInfinity || b.IsInfinity || c.IsInfinity)
        {
            return false;
        }

        proof = new Proof(a, b, c);
        return true;
    }

    /// <summary>Writes the encoding into the first <see cref="SizeInBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void WriteTo(Span<byte> destination)
    {
        if (destination.Length < SizeInBytes)
        {
            throw new ArgumentException($"A proof takes {SizeInBytes} bytes, the destination has {destination.Length}.", nameof(destination));
        }

        G1.WriteCompressed(A, destination);
        G2.WriteCompressed(B, destination[StartOfB..]);
        G1.WriteCompressed(C, destination[StartOfC..]);
    }

    /// <summary>The encoding.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[SizeInBytes];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>Reads the encoding of EIP-2537, A, B and C after one another, checking that each point is in its subgroup and none is infinity. Variable time.</summary>
    /// <returns>False where the length is not <see cref="UncompressedSizeInBytes"/> or a point is refused.</returns>
    public static bool TryReadUncompressed(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Proof? proof) =>
        (proof = TryReadUncompressedUnchecked(bytes, out Proof? read) && read.IsWellFormed ? read : null) is not null;

    /// <summary>The same without looking at subgroups, for verifiers, which do.</summary>
    /// <returns>False where the length is not <see cref="UncompressedSizeInBytes"/> or a point is not one of its curve.</returns>
    public static bool TryReadUncompressedUnchecked(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Proof? proof)
    {
        proof = null;
        int startOfB = G1.Eip2537SizeInBytes, startOfC = startOfB + G2.Eip2537SizeInBytes;
        if (bytes.Length != UncompressedSizeInBytes
            || !G1.TryReadEip2537Unchecked(bytes[..startOfB], out G1Affine a)
            || !G2.TryReadEip2537Unchecked(bytes[startOfB..startOfC], out G2Affine b)
            || !G1.TryReadEip2537Unchecked(bytes[startOfC..], out G1Affine c))
        {
            return false;
        }

        proof = new Proof(a, b, c);
        return true;
    }

    /// <summary>The encoding of EIP-2537, A, B and C after one another.</summary>
    public byte[] ToUncompressedBytes()
    {
        byte[] bytes = new byte[UncompressedSizeInBytes];
        G1.WriteEip2537(A, bytes);
        G2.WriteEip2537(B, bytes.AsSpan(G1.Eip2537SizeInBytes));
        G1.WriteEip2537(C, bytes.AsSpan(G1.Eip2537SizeInBytes + G2.Eip2537SizeInBytes));
        return bytes;
    }

    /// <summary>Whether every point is finite, on its curve and in the subgroup of order r.</summary>
    public bool IsWellFormed => !A.IsInfinity && !B.IsInfinity && !C.IsInfinity && G1.ContainsBoth(A, C) && G2.Contains(B);
}
