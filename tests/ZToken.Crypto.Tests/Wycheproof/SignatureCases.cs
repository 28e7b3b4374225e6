using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace ZToken.Crypto.Tests;

public sealed class SignatureCases
{
    [Theory]
    [InlineData("ecdsa_secp256k1_sha256_p1363", 252)]
    [InlineData("ecdsa_secp256k1_sha256", 476)]
    [InlineData("ecdsa_secp256k1_sha256_bitcoin", 463)]
    public void Ecdsa(string file, int expectedCount)
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll(file))
        {
            Assert.True(Secp256k1PublicKey.TryRead(c.Group.GetProperty("publicKey").Hex("uncompressed"), out Secp256k1PublicKey? key));
            byte[] hash = SHA256.HashData(c["msg"]);
            byte[] bytes = file.EndsWith("p1363", StringComparison.Ordinal) ? c["sig"] : FromDer(c["sig"]);
            bool verified = Secp256k1Signature.TryRead(bytes, 0, out Secp256k1Signature signature)
                && key.Verify(hash, signature)
                && (signature.IsLowS || !file.EndsWith("bitcoin", StringComparison.Ordinal));
            Assert.True(c.IsValid == verified, $"case {c.Id}");
            Assert.Equal(verified, verified && RecoversTo(key, hash, bytes));
            count++;
        }

        Assert.Equal(expectedCount, count);
    }

    [Fact]
    public void Ed25519_of_BouncyCastle()
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll("ed25519"))
        {
            Ed25519Signer verifier = new();
            verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(c.Group.GetProperty("publicKey").Hex("pk")));
            byte[] message = c["msg"];
            verifier.BlockUpdate(message, 0, message.Length);
            Assert.True(c.IsValid == verifier.VerifySignature(c["sig"]), $"case {c.Id}");
            count++;
        }

        Assert.Equal(151, count);
    }

    // One of the up to four candidates is the signer's key.
    private static bool RecoversTo(Secp256k1PublicKey key, byte[] hash, byte[] bytes) => Enumerable.Range(0, 4).Any(id =>
        Secp256k1Signature.TryRead(bytes, id, out Secp256k1Signature signature) && Secp256k1PublicKey.TryRecover(hash, signature, out Secp256k1PublicKey? recovered) && recovered.Equals(key));

    // r and s in 64 bytes; none where the bytes are not exactly one DER sequence of two integers that fit.
    private static byte[] FromDer(byte[] der)
    {
        try
        {
            AsnReader reader = new(der, AsnEncodingRules.DER);
            AsnReader sequence = reader.ReadSequence();
            BigInteger r = sequence.ReadInteger();
            BigInteger s = sequence.ReadInteger();
            byte[] bytes = new byte[64];
            bool fits = !sequence.HasData && !reader.HasData && r.Sign >= 0 && s.Sign >= 0 && r.GetByteCount(isUnsigned: true) <= 32 && s.GetByteCount(isUnsigned: true) <= 32;
            if (!fits)
            {
                return [];
            }

            r.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(bytes, 32 - r.GetByteCount(isUnsigned: true));
            s.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(bytes, 64 - s.GetByteCount(isUnsigned: true));
            return bytes;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }
}
