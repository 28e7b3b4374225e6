using BenchmarkDotNet.Attributes;
using ZToken.Algebra;

namespace ZToken.Benchmarks;

/// <summary>Products of pairings, as a signature check (two) and an unprepared proof check (four) need them.</summary>
public class PairingBenchmarks
{
    private (G1Affine P, G2Affine Q)[] pairs = [];
    private Fp12 miller;

    [Params(1, 2, 4)]
    public int Pairs { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource source = RandomSource.FromSeed("pairing"u8);
        pairs = [.. Enumerable.Range(0, Pairs).Select(_ => ((G1Point.Generator * Fr.Random(source)).ToAffine(), (G2Point.Generator * Fr.Random(source)).ToAffine()))];
        miller = Pairing.MultiMillerLoop(pairs, []);
    }

    [Benchmark]
    public Gt Product() => Pairing.Product(pairs);

    [Benchmark]
    public Fp12 MillerLoops() => Pairing.MultiMillerLoop(pairs, []);

    [Benchmark]
    public Gt FinalExponentiation() => Pairing.FinalExponentiation(miller);
}
