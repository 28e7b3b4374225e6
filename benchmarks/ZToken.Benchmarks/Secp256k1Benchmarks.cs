using BenchmarkDotNet.Attributes;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Benchmarks;

/// <summary>Recovering and verifying of secp256k1, and recovering with BouncyCastle's points, as it was done before.</summary>
public class Secp256k1Benchmarks
{
    private const int Together = 32;
    private static readonly X9ECParameters curve = CustomNamedCurves.GetByName("secp256k1");
    private readonly Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.FromSeed("key"u8));
    private readonly byte[] hash = new byte[32];
    private readonly byte[] hashes = new byte[Together * 32];
    private readonly Secp256k1Signature[] signatures = new Secp256k1Signature[Together];
    private readonly Secp256k1PublicKey?[] keys = new Secp256k1PublicKey?[Together];
    private Secp256k1Signature signature;
    private BigInteger r = BigInteger.One;
    private BigInteger s = BigInteger.One;

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource.FromSeed("hash"u8).Fill(hash);
        signature = key.Sign(hash);
        RandomSource.FromSeed("hashes"u8).Fill(hashes);
        for (int i = 0; i < Together; i++)
        {
            signatures[i] = key.Sign(hashes.AsSpan(32 * i, 32));
        }

        byte[] bytes = new byte[Secp256k1Signature.SizeInBytes];
        signature.WriteTo(bytes);
        r = new BigInteger(1, bytes, 0, 32);
        s = new BigInteger(1, bytes, 32, 32);
    }

    [Benchmark]
    public bool Recover() => Secp256k1PublicKey.TryRecover(hash, signature, out _);

    [Benchmark]
    public bool Verify() => key.PublicKey.Verify(hash, signature);

    /// <summary>A key, of 32 that are recovered together on one thread.</summary>
    [Benchmark(OperationsPerInvoke = Together)]
    public void RecoverMany() => Secp256k1PublicKey.RecoverMany(hashes, signatures, keys);

    [Benchmark(Baseline = true)]
    public ECPoint RecoverWithBouncyCastle()
    {
        ECPoint nonce = curve.Curve.DecodePoint([(byte)(2 + (signature.RecoveryId & 1)), .. Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(32, r)]);
        BigInteger inverse = r.ModInverse(curve.N);
        BigInteger e = new BigInteger(1, hash).Mod(curve.N);
        return ECAlgorithms.SumOfTwoMultiplies(curve.G, curve.N.Subtract(e).Multiply(inverse).Mod(curve.N), nonce, s.Multiply(inverse).Mod(curve.N)).Normalize();
    }
}
