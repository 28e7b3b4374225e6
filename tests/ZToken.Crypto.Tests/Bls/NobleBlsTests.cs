using ZToken.Algebra;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>Lines "scalar:message:signature" of noble-curves, signatures in G2 (our schemes) and in G1 (only the hash to G1 is ours).</summary>
public sealed class NobleBlsTests
{
    private static IEnumerable<(byte[] Scalar, byte[] Message, byte[] Signature)> Lines(string group)
    {
        foreach (string line in File.ReadLines(Requires.Shared($"vectors/03-h2c-bls-sig/noble/bls12-381-{group}-test-vectors.txt")))
        {
            if (line.Split(':') is [string scalar, string message, string signature])
            {
                // Some scalars are not below r: noble reduces them.
                byte[] bytes = Convert.FromHexString(scalar);
                Array.Reverse(bytes);
                Fr.FromWideLittleEndian(bytes).WriteBigEndian(bytes);
                yield return (bytes, Convert.FromHexString(message), Convert.FromHexString(signature));
            }
        }
    }

    [Fact]
    public void Signatures_in_G2_of_the_basic_scheme()
    {
        int seen = 0;
        foreach ((byte[] scalar, byte[] message, byte[] signature) in Lines("g2"))
        {
            Assert.True(BlsSecretKey.TryRead(scalar, out BlsSecretKey? key));
            using (key)
            {
                Assert.Equal(signature, BlsScheme.Basic.Sign(key, message).Encoded());
            }

            seen++;
        }

        Assert.Equal(559, seen);
    }

    [Fact]
    public void Signatures_in_G1()
    {
        int seen = 0;
        byte[] encoded = new byte[G1.CompressedSizeInBytes];
        foreach ((byte[] scalar, byte[] message, byte[] signature) in Lines("g1"))
        {
            Assert.True(Fr.TryReadBigEndian(scalar, out Fr secret));
            G1Point point = G1.HashToCurve(message, "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"u8) * secret;
            G1.WriteCompressed(point.ToAffine(), encoded);
            Assert.Equal(signature, encoded);
            seen++;
        }

        Assert.Equal(128, seen);
    }
}
