using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary><c>ztoken bench fft</c>.</summary>
internal static class BenchFft
{
    public static IReadOnlyList<BenchmarkCase> Cases(BenchContext context) =>
    [
        .. context.Sizes.SelectMany(size => new BenchmarkCase[]
        {
            new("FFT, coefficients to values", $"2^{size}", () => Prepare(size, (domain, values) => domain.Evaluate(values, context.Compute))),
            new("FFT, values to coefficients", $"2^{size}", () => Prepare(size, (domain, values) => domain.Interpolate(values, context.Compute))),
        }),
    ];

    private static BenchmarkWork Prepare(int size, Action<EvaluationDomain, Fr[]> transform)
    {
        EvaluationDomain domain = new(size, RootOfUnity.OfFive);
        RandomSource random = RandomSource.FromSeed("ztoken bench fft"u8);
        Fr[] values = new Fr[domain.Size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Fr.Random(random);
        }

        return new BenchmarkWork(() => transform(domain, values));
    }
}
