using BenchmarkDotNet.Attributes;
using ZToken.Algebra;

namespace ZToken.Benchmarks;

/// <summary>The transform between coefficients and values on 2^k roots of unity.</summary>
public class FftBenchmarks
{
    private Fr[] values = [];
    private EvaluationDomain domain = new(0, RootOfUnity.OfFive);

    [Params(12, 15, 18)]
    public int LogSize { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource source = RandomSource.FromSeed("fft"u8);
        values = [.. Enumerable.Range(0, 1 << LogSize).Select(_ => Fr.Random(source))];
        domain = new EvaluationDomain(LogSize, RootOfUnity.OfFive);
    }

    [Benchmark]
    public void Evaluate() => domain.Evaluate(values, new ComputeOptions { Threads = Threads });
}
