using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>Bounded fuzzing: no bytes throw, and what is read is what would be written.</summary>
public sealed class BlsDecoderTests
{
    private static Gen<byte[]> Mutations(Gen<byte[]> valid, int size)
    {
        Gen<byte[]> mutated = Gen.Select(valid, Gen.Int[0, size - 1], Gen.Byte, Gen.Int[0, 4], (bytes, at, value, kind) =>
        {
            bytes[at] = value;
            return kind switch { 0 => bytes[..at], 1 => [.. bytes, value], _ => bytes };
        });
        Gen<byte[]> flagged = Gen.Byte.Array[size].Select(bytes =>
        {
            bytes[0] = (byte)(0x80 | (bytes[0] & 0x3f));
            return bytes;
        });
        return Gen.OneOf(valid, mutated, flagged, Gen.Byte.Array[0, size + 2]);
    }

    [Fact]
    public void Public_keys()
    {
        Gen<byte[]> valid = Gen.Int[1, 20].Select(i =>
        {
            using BlsSecretKey key = BlsSecretKey.Generate(RandomSource.FromSeed([(byte)i]));
            return key.PublicKey.Encoded();
        });
        Mutations(valid, BlsPublicKey.SizeInBytes).Sample(bytes =>
        {
            if (BlsPublicKey.TryRead(bytes, out BlsPublicKey? key))
            {
                Assert.Equal(bytes, key.Encoded());
                Assert.False(key.Point.IsInfinity);
                Assert.True(G1.Contains(key.Point));
            }
        }, iter: 300);
    }

    [Fact]
    public void Signatures()
    {
        using BlsSecretKey secret = BlsSecretKey.Generate(RandomSource.FromSeed([7]));
        byte[][] some = [.. Enumerable.Range(0, 8).Select(i => BlsScheme.Basic.Sign(secret, [(byte)i]).Encoded())];
        Mutations(Gen.Int[0, some.Length - 1].Select(i => (byte[])[.. some[i]]), BlsSignature.SizeInBytes).Sample(bytes =>
        {
            if (BlsSignature.TryRead(bytes, out BlsSignature? signature))
            {
                Assert.Equal(bytes, signature.Encoded());
                Assert.True(G2.Contains(signature.Point));
            }
        }, iter: 300);
    }

    [Fact]
    public void Secret_keys() => Gen.OneOf(Gen.Byte.Array[BlsSecretKey.SizeInBytes], Gen.Byte.Array[0, 40]).Sample(bytes =>
    {
        if (BlsSecretKey.TryRead(bytes, out BlsSecretKey? key))
        {
            using (key)
            {
                byte[] again = new byte[BlsSecretKey.SizeInBytes];
                key.Write(again);
                Assert.Equal(bytes, again);
            }
        }
    }, iter: 200);
}
