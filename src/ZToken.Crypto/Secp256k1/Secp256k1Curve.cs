using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace ZToken.Crypto;

/// <summary>The curve in BouncyCastle's hands, for signing: nothing outside this folder sees its types.</summary>
internal static class Secp256k1Curve
{
    private static readonly ECDomainParameters domain = CreateDomain();

    public static ECDomainParameters Domain => domain;

    public static BigInteger Order => domain.N;

    public static BigInteger ReadBigEndian(ReadOnlySpan<byte> bytes) => new(1, bytes);

    /// <summary>A multiple of the generator, in affine coordinates.</summary>
    public static ECPoint MultiplyGenerator(BigInteger factor) => new FixedPointCombMultiplier().Multiply(domain.G, factor).Normalize();

    private static ECDomainParameters CreateDomain()
    {
        X9ECParameters parameters = CustomNamedCurves.GetByName("secp256k1");
        return new ECDomainParameters(parameters.Curve, parameters.G, parameters.N, parameters.H);
    }
}
