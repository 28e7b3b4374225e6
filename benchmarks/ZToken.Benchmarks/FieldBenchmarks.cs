using BenchmarkDotNet.Attributes;
using ZToken.Algebra;

namespace ZToken.Benchmarks;

/// <summary>Products and inverses of the scalar fields, one after the other as in a point addition.</summary>
public class FieldBenchmarks
{
    private readonly Fp fp = Fp.Random(RandomSource.FromSeed("fp"u8));
    private readonly Fr fr = Fr.Random(RandomSource.FromSeed("fr"u8));
    private readonly Fp2 fp2 = Fp2.Random(RandomSource.FromSeed("fp2"u8));

    [Benchmark]
    public Fp FpMultiply() => fp * fp;

    [Benchmark]
    public Fp FpAdd() => fp + fp;

    [Benchmark]
    public Fp FpInvert() => fp.Invert();

    [Benchmark]
    public Fp2 Fp2Multiply() => fp2 * fp2;

    [Benchmark]
    public Fr FrMultiply() => fr * fr;

    [Benchmark]
    public Fr FrInvert() => fr.Invert();
}
