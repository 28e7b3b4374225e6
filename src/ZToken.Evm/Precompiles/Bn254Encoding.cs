using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>How the precompiles of EIP-196 and EIP-197 write points: coordinates of 32 bytes, big-endian, infinity all zero; the coefficient of u first.</summary>
internal static class Bn254Encoding
{
    public const int G1Length = 64;
    public const int G2Length = 128;

    /// <summary>Reads a point of the first group, which is the whole curve.</summary>
    public static bool TryReadG1(ReadOnlySpan<byte> bytes, out AffinePoint<Bn254Fp> point)
    {
        point = default;
        if (!Bn254Fp.TryReadBigEndian(bytes[..32], out Bn254Fp x) || !Bn254Fp.TryReadBigEndian(bytes[32..G1Length], out Bn254Fp y))
        {
            return false;
        }

        point = new AffinePoint<Bn254Fp>(x, y);
        return point.IsOnCurve;
    }

    /// <summary>Reads a point of the second group.</summary>
    public static bool TryReadG2(ReadOnlySpan<byte> bytes, out AffinePoint<Bn254Fp2> point)
    {
        point = default;
        if (!TryReadFp2(bytes[..64], out Bn254Fp2 x) || !TryReadFp2(bytes[64..G2Length], out Bn254Fp2 y))
        {
            return false;
        }

        point = new AffinePoint<Bn254Fp2>(x, y);
        return point.IsOnCurve && Bn254Pairing.IsInSubgroup(point);
    }

    public static byte[] Write(in AffinePoint<Bn254Fp> point)
    {
        byte[] bytes = new byte[G1Length];
        point.X.WriteBigEndian(bytes);
        point.Y.WriteBigEndian(bytes.AsSpan(32));
        return bytes;
    }

    private static bool TryReadFp2(ReadOnlySpan<byte> bytes, out Bn254Fp2 value)
    {
        bool isCanonical = Bn254Fp.TryReadBigEndian(bytes[32..], out Bn254Fp c0) & Bn254Fp.TryReadBigEndian(bytes[..32], out Bn254Fp c1);
        value = new Bn254Fp2(c0, c1);
        return isCanonical;
    }
}
