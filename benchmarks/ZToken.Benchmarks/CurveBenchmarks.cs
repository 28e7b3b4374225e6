using BenchmarkDotNet.Attributes;
using ZToken.Algebra;

namespace ZToken.Benchmarks;

/// <summary>Single operations on points of G1 and G2.</summary>
public class CurveBenchmarks
{
    private readonly Fr scalar = Fr.Random(RandomSource.FromSeed("scalar"u8));
    private readonly G1Point g1 = G1Point.Generator.Double();
    private readonly G2Point g2 = G2Point.Generator.Double();

    [Benchmark]
    public G1Point G1Add() => g1 + G1Point.Generator;

    [Benchmark]
    public G1Point G1Double() => g1.Double();

    [Benchmark]
    public G1Point G1Multiply() => g1 * scalar;

    [Benchmark]
    public G2Point G2Add() => g2 + G2Point.Generator;

    [Benchmark]
    public G2Point G2Multiply() => g2 * scalar;
}
