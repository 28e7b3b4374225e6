using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace ZToken.Crypto;

/// <summary>The curve in BouncyCastle's hands: nothing outside this folder sees its types.</summary>
internal static class Secp256k1Curve
{
    public static ECDomainParameters Domain { get; } = CreateDomain();

    public static BigInteger Order => Domain.N;

    public static BigInteger FieldPrime { get; } = Domain.Curve.Field.Characteristic;

    /// <summary>The point with a given x and the given parity of y; null where there is none.</summary>
    public static ECPoint? Decompress(BigInteger x, bool yIsOdd)
    {
        if (x.CompareTo(FieldPrime) >= 0)
        {
            return null;
        }

        ECCurve curve = Domain.Curve;
        ECFieldElement fieldX = curve.FromBigInteger(x);
        ECFieldElement? y = fieldX.Square().Multiply(fieldX).Add(curve.B).Sqrt();
        if (y is null)
        {
            return null;
        }

        y = y.TestBitZero() == yIsOdd ? y : y.Negate();
        return curve.CreatePoint(x, y.ToBigInteger());
    }

    /// <summary>The point of two coordinates; null where it is not on the curve.</summary>
    public static ECPoint? FromCoordinates(BigInteger x, BigInteger y)
    {
        if (x.CompareTo(FieldPrime) >= 0 || y.CompareTo(FieldPrime) >= 0)
        {
            return null;
        }

        ECPoint point = Domain.Curve.CreatePoint(x, y);
        return point.IsValid() ? point : null;
    }

    public static BigInteger ReadBigEndian(ReadOnlySpan<byte> bytes) => new(1, bytes);

    private static ECDomainParameters CreateDomain()
    {
        X9ECParameters parameters = CustomNamedCurves.GetByName("secp256k1");
        return new ECDomainParameters(parameters.Curve, parameters.G, parameters.N, parameters.H);
    }
}
