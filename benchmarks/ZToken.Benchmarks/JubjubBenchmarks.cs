using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Benchmarks;

/// <summary>The embedded curve: products alone and of many points, membership, encodings, signatures alone and in a batch.</summary>
[MemoryDiagnoser]
public class JubjubBenchmarks
{
    private static readonly Secret<JubjubScalar> key = new(-JubjubScalar.FromUInt64(0x5eed));

    private readonly RandomSource source = RandomSource.FromSeed("jubjub"u8);
    private readonly byte[] encoding = new byte[JubjubAffine.SizeInBytes];
    private readonly byte[] message = new byte[32];
    private readonly RedJubjubClaim[] claims = new RedJubjubClaim[256];
    private readonly JubjubAffine[] points = new JubjubAffine[1024];
    private readonly JubjubAffine[] products = new JubjubAffine[1024];
    private RedJubjubPublicKey publicKey;
    private RedJubjubSignature signature;
    private JubjubScalar scalar;
    private JubjubPoint point;

    [GlobalSetup]
    public void Prepare()
    {
        scalar = JubjubScalar.Random(source);
        publicKey = RedJubjub.SpendAuthorization.PublicKeyOf(key);
        point = Generators.View.Multiply(scalar);
        point.ToAffine().WriteTo(encoding);
        signature = RedJubjub.SpendAuthorization.Sign(key, message, source);
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = Generators.View.Multiply(JubjubScalar.Random(source)).ToAffine();
        }

        for (int i = 0; i < claims.Length; i++)
        {
            using Secret<JubjubScalar> other = new(JubjubScalar.Random(source));
            claims[i] = new RedJubjubClaim(RedJubjub.SpendAuthorization.PublicKeyOf(other), message, RedJubjub.SpendAuthorization.Sign(other, message, source));
        }
    }

    [Benchmark]
    public JubjubPoint Multiply() => point * scalar;

    [Benchmark(OperationsPerInvoke = 1024)]
    public void MultiplyMany() => JubjubPoint.MultiplyMany(points, scalar, products);

    [Benchmark]
    public JubjubPoint MultiplyByTable() => Generators.View.Multiply(scalar);

    [Benchmark]
    public bool IsInPrimeSubgroup() => point.IsInPrimeSubgroup;

    [Benchmark]
    public bool Decode() => JubjubAffine.TryRead(encoding, out _);

    [Benchmark]
    public RedJubjubSignature Sign() => RedJubjub.SpendAuthorization.Sign(key, message, source);

    [Benchmark]
    public bool Verify() => RedJubjub.SpendAuthorization.Verify(publicKey, message, signature);

    [Benchmark(OperationsPerInvoke = 256)]
    public bool VerifyBatch() => RedJubjub.SpendAuthorization.VerifyBatch(claims);
}
