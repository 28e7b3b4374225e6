using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary><c>ztoken bench fft</c>.</summary>
internal static class BenchFft
{
    public static IReadOnlyList<BenchmarkCase> Cases(BenchContext context) =>
    [
        .. context.Sizes.SelectMany(size => new BenchmarkCase[]
        {
            new("FFT, coefficients to values", $"2^{size}", () => Prepare(size, (domain, values) => domain.Evaluate(values, context.Compute))) { Reference = context.Blst?.SumG1 },
            new("FFT, values to coefficients", $"2^{size}", () => Prepare(size, (domain, values) => domain.Interpolate(values, context.Compute))) { Reference = context.Blst?.SumG1 },
        }),
    ];

    private static BenchmarkWork Prepare(int size, Action<EvaluationDomain, Fr[]> transform)
    {
        EvaluationDomain domain = new(size, RootOfUnity.OfFive);
        Fr[] values = SampleValues.Scalars(domain.Size, SampleValues.Random("fft"));
        return new BenchmarkWork(() => transform(domain, values));
    }
}
