using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace ZToken.Crypto.Tests;

/// <summary>Key agreement, which the product does not use: what it refuses it may refuse, what it gives must be right.</summary>
public sealed class AgreementCases
{
    [Fact]
    public void X25519_of_BouncyCastle()
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll("x25519"))
        {
            byte[]? shared = new byte[32];
            try
            {
                new X25519PrivateKeyParameters(c["private"]).GenerateSecret(new X25519PublicKeyParameters(c["public"]), shared, 0);
            }
            catch (InvalidOperationException)
            {
                // All zeros: a key of small order.
                shared = null;
            }

            AssertRightOrRefused(c, shared);
            count++;
        }

        Assert.Equal(518, count);
    }

    [Fact]
    public void ECDH_on_secp256k1_with_our_decoder_and_BouncyCastle()
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll("ecdh_secp256k1"))
        {
            byte[]? shared = null;
            if (TryReadKey(c["public"], out Secp256k1PublicKey? other))
            {
                byte[] uncompressed = new byte[Secp256k1PublicKey.UncompressedSizeInBytes];
                other.WriteUncompressed(uncompressed);
                ECDHBasicAgreement agreement = new();
                agreement.Init(new ECPrivateKeyParameters(new BigInteger(1, c["private"]), Secp256k1Curve.Domain));
                ECPublicKeyParameters key = new(Secp256k1Curve.Domain.Curve.DecodePoint(uncompressed), Secp256k1Curve.Domain);
                shared = Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(32, agreement.CalculateAgreement(key));
            }

            AssertRightOrRefused(c, shared);
            count++;
        }

        Assert.Equal(752, count);
    }

    // A SubjectPublicKeyInfo that names the curve, in DER; one that describes a curve of its own is refused.
    private static bool TryReadKey(byte[] info, [NotNullWhen(true)] out Secp256k1PublicKey? key)
    {
        key = null;
        try
        {
            SubjectPublicKeyInfo parsed = SubjectPublicKeyInfo.GetInstance(info);
            return parsed.GetEncoded("DER").AsSpan().SequenceEqual(info)
                && parsed.Algorithm.Algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey)
                && SecObjectIdentifiers.SecP256k1.Equals(parsed.Algorithm.Parameters)
                && Secp256k1PublicKey.TryRead(parsed.PublicKey.GetBytes(), out key);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidCastException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void AssertRightOrRefused(WycheproofCase c, byte[]? shared)
    {
        Assert.True(shared is null ? !c.IsValid : !c.IsInvalid && shared.AsSpan().SequenceEqual(c["shared"]), $"case {c.Id}");
    }
}
