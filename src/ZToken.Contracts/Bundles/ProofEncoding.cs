using System.Diagnostics.CodeAnalysis;
using ZToken.Groth16;

namespace ZToken.Contracts;

/// <summary>A proof as the contract takes it.</summary>
internal static class ProofEncoding
{
    public static byte[] ToUncompressed(Proof proof)
    {
        byte[] bytes = new byte[(2 * G1.Eip2537SizeInBytes) + G2.Eip2537SizeInBytes];
        G1.WriteEip2537(proof.A, bytes);
        G2.WriteEip2537(proof.B, bytes.AsSpan(G1.Eip2537SizeInBytes));
        G1.WriteEip2537(proof.C, bytes.AsSpan(G1.Eip2537SizeInBytes + G2.Eip2537SizeInBytes));
        return bytes;
    }

    public static bool TryReadUncompressed(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Proof? proof)
    {
        proof = null;
        int b = G1.Eip2537SizeInBytes, c = b + G2.Eip2537SizeInBytes;
        if (bytes.Length != c + b
            || !G1.TryReadEip2537(bytes[..b], out G1Affine first)
            || !G2.TryReadEip2537(bytes[b..c], out G2Affine second)
            || !G1.TryReadEip2537(bytes[c..], out G1Affine third)
            || first.IsInfinity || second.IsInfinity || third.IsInfinity)
        {
            return false;
        }

        proof = new Proof(first, second, third);
        return true;
    }
}
