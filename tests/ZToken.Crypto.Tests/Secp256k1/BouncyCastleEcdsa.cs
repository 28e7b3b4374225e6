using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace ZToken.Crypto.Tests;

/// <summary>Recovery and verification with BouncyCastle's numbers and points, as SEC 1, section 4.1, says them.</summary>
internal static class BouncyCastleEcdsa
{
    private static readonly BigInteger prime = Secp256k1Curve.Domain.Curve.Field.Characteristic;

    /// <summary>The uncompressed key, or null.</summary>
    public static byte[]? Recover(RecoveryCase c)
    {
        BigInteger order = Secp256k1Curve.Order;
        BigInteger r = new(1, c.R), s = new(1, c.S), e = new(1, c.Hash);
        BigInteger x = (c.RecoveryId & 2) != 0 ? r.Add(order) : r;
        if (!IsScalar(r) || !IsScalar(s) || x.CompareTo(prime) >= 0)
        {
            return null;
        }

        ECFieldElement fieldX = Secp256k1Curve.Domain.Curve.FromBigInteger(x);
        if (fieldX.Square().Multiply(fieldX).Add(Secp256k1Curve.Domain.Curve.B).Sqrt() is null)
        {
            return null;
        }

        ECPoint nonce = Secp256k1Curve.Domain.Curve.DecodePoint([(byte)(2 + (c.RecoveryId & 1)), .. fieldX.GetEncoded()]);
        BigInteger inverse = r.ModInverse(order);
        ECPoint key = nonce.Multiply(s.Multiply(inverse).Mod(order)).Subtract(Secp256k1Curve.Domain.G.Multiply(e.Multiply(inverse).Mod(order)));
        return key.IsInfinity ? null : key.GetEncoded(compressed: false);
    }

    public static bool Verify(byte[] key, RecoveryCase c)
    {
        ECDsaSigner verifier = new();
        verifier.Init(forSigning: false, new ECPublicKeyParameters(Secp256k1Curve.Domain.Curve.DecodePoint(key), Secp256k1Curve.Domain));
        return verifier.VerifySignature(c.Hash, new BigInteger(1, c.R), new BigInteger(1, c.S));
    }

    private static bool IsScalar(BigInteger number) => number.SignValue > 0 && number.CompareTo(Secp256k1Curve.Order) < 0;
}
