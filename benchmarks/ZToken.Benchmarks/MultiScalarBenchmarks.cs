using BenchmarkDotNet.Attributes;
using ZToken.Algebra;

namespace ZToken.Benchmarks;

/// <summary>Sums of points times scalars: where a proof's time goes.</summary>
[MemoryDiagnoser]
public class MultiScalarBenchmarks
{
    private Fr[] scalars = [];
    private G1Affine[] g1 = [];
    private G2Affine[] g2 = [];
    private FixedBaseTable<Fp>? tableG1;
    private FixedBaseTable<Fp2>? tableG2;
    private ComputeOptions options = ComputeOptions.Default;

    [Params(10, 15)]
    public int LogSize { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        int count = 1 << LogSize;
        RandomSource source = RandomSource.FromSeed("msm"u8);
        options = new ComputeOptions { Threads = Threads };
        scalars = [.. Enumerable.Range(0, count).Select(_ => Fr.Random(source))];
        g1 = Walk<Fp>(count, source);
        g2 = Walk<Fp2>(count, source);
        tableG1 = FixedBaseTable<Fp>.Build(g1, FixedBaseShape.Choose(count), options);
        tableG2 = FixedBaseTable<Fp2>.Build(g2, FixedBaseShape.Choose(count), options);
    }

    [Benchmark]
    public G1Point SumG1() => MultiScalar.SumVarTime<Fp>(g1, scalars, options);

    [Benchmark]
    public G1Point SumG1Stored() => tableG1!.SumVarTime(scalars, options);

    [Benchmark]
    public G2Point SumG2() => MultiScalar.SumVarTime<Fp2>(g2, scalars, options);

    [Benchmark]
    public G2Point SumG2Stored() => tableG2!.SumVarTime(scalars, options);

    private static AffinePoint<TField>[] Walk<TField>(int count, RandomSource source)
        where TField : unmanaged, IGroupField<TField>
    {
        JacobianPoint<TField>[] points = new JacobianPoint<TField>[count];
        points[0] = JacobianPoint<TField>.Generator * Fr.Random(source);
        AffinePoint<TField> step = (JacobianPoint<TField>.Generator * Fr.Random(source)).ToAffine();
        for (int i = 1; i < count; i++)
        {
            points[i] = points[i - 1] + step;
        }

        AffinePoint<TField>[] affine = new AffinePoint<TField>[count];
        JacobianPoint<TField>.BatchNormalize(points, affine);
        return affine;
    }
}
