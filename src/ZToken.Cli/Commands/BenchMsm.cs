using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary><c>ztoken bench msm</c>: sums of points times full-width scalars.</summary>
internal static class BenchMsm
{
    public static IReadOnlyList<BenchmarkCase> Cases(BenchContext context) =>
    [
        .. context.Sizes.SelectMany(size => Cases<Fp>("G1", size, context.Blst?.SumG1, context.Compute)),
        .. context.Sizes.SelectMany(size => Cases<Fp2>("G2", size, context.Blst?.SumG2, context.Compute)),
    ];

    private static IEnumerable<BenchmarkCase> Cases<TField>(string group, int size, Reference? reference, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        yield return new($"sum in {group}, any bases", $"2^{size}", () =>
        {
            (AffinePoint<TField>[] points, Fr[] scalars) = Sample<TField>(size);
            return new BenchmarkWork(() => MultiScalar.SumVarTime<TField>(points, scalars, options));
        })
        {
            Reference = reference,
        };
        yield return new($"sum in {group}, stored bases", $"2^{size}", () =>
        {
            (AffinePoint<TField>[] points, Fr[] scalars) = Sample<TField>(size);
            FixedBaseTable<TField> table = FixedBaseTable<TField>.Build(points, FixedBaseShape.Choose(points.Length), options);
            return new BenchmarkWork(() => table.SumVarTime(scalars, options));
        })
        {
            Reference = reference,
        };
    }

    private static (AffinePoint<TField>[] Points, Fr[] Scalars) Sample<TField>(int size)
        where TField : unmanaged, IGroupField<TField>
    {
        RandomSource random = SampleValues.Random("msm");
        return (SampleValues.Points<TField>(1 << size, random), SampleValues.Scalars(1 << size, random));
    }
}
