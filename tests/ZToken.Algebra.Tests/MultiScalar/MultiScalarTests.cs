using CsCheck;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>Sums of multiples against the plain way and against blst.</summary>
[Trait("registers", "any")]
public sealed class MultiScalarTests
{
    private static readonly ComputeOptions twoThreads = new() { Threads = 2 };

    [Fact]
    public void One_to_seventy_points_sum_as_the_plain_way()
    {
        AllSizes<Fp>(1);
        AllSizes<Fp2>(13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_number_of_threads_gives_the_same_sum(int threads)
    {
        AgreesOnWitness<Fp>(900, threads);
        AgreesOnWitness<Fp2>(300, threads);
    }

    [Fact]
    public void Equal_opposite_and_infinite_points_sum_as_the_plain_way()
    {
        Degenerate<Fp>();
        Degenerate<Fp2>();
    }

    [Fact]
    public void One_point_many_times_with_one_scalar_doubles_all_the_way()
    {
        // All entries of a bucket are the same point: every addition of the first rounds is a doubling, and lists are cut into pieces.
        const int Count = 3000;
        G1Affine[] points = new G1Affine[Count];
        Fr[] scalars = new Fr[Count];
        points.AsSpan().Fill(G1Affine.Generator);
        scalars.AsSpan().Fill(Fr.FromUInt64(77));
        Assert.Equal(G1Point.Generator.MultiplyVarTime([77UL * Count]), MultiScalar.SumVarTime<Fp>(points, scalars, twoThreads));
    }

    [Fact]
    public void Opposite_points_cancel_to_infinity()
    {
        G1Affine[] points = SumSamples.Points<Fp>(64);
        G1Affine[] both = [.. points, .. points.Select(p => -p)];
        Fr[] scalars = SumSamples.Scalars("cancel", 64);
        Assert.True(MultiScalar.SumVarTime<Fp>(both, [.. scalars, .. scalars], twoThreads).IsInfinity);
        Assert.True(MultiScalar.SumVarTime<Fp>(points, [.. scalars.Select(_ => Fr.Zero)], twoThreads).IsInfinity);
    }

    [Fact]
    public void Random_mixtures_of_few_points_and_scalars_sum_as_the_plain_way()
    {
        G1Affine[] pool = [G1Affine.Infinity, .. SumSamples.Points<Fp>(3), .. SumSamples.Points<Fp>(3).Select(p => -p)];
        Fr[] scalars = [Fr.Zero, Fr.One, -Fr.One, Fr.FromUInt64(2), .. SumSamples.Scalars("mixture", 2)];
        Gen.Select(Gen.Int[0, pool.Length - 1], Gen.Int[0, scalars.Length - 1]).Array[0, 60].Sample(
            terms =>
            {
                G1Affine[] points = [.. terms.Select(t => pool[t.Item1])];
                Fr[] factors = [.. terms.Select(t => scalars[t.Item2])];
                Assert.Equal(SumSamples.Naive<Fp>(points, factors), MultiScalar.SumVarTime<Fp>(points, factors, twoThreads));
            },
            iter: 40);
    }

    [Fact]
    public void Thousands_of_points_sum_as_in_blst()
    {
        BlstLibrary blst = BlstLibrary.TryLoad(Requires.Blst(), out string problem) ?? throw new InvalidOperationException(problem);
        G1Affine[] inG1 = SumSamples.Points<Fp>(5000);
        Fr[] scalars = SumSamples.Scalars("blst", 5000);
        Assert.Equal(blst.SumVarTime<Fp>(inG1, scalars, twoThreads), MultiScalar.SumVarTime<Fp>(inG1, scalars, twoThreads));
        G2Affine[] inG2 = SumSamples.Points<Fp2>(1500);
        Assert.Equal(blst.SumVarTime<Fp2>(inG2, scalars.AsSpan(0, 1500), twoThreads), MultiScalar.SumVarTime<Fp2>(inG2, scalars.AsSpan(0, 1500), twoThreads));
    }

    [Fact]
    public void A_cancelled_sum_throws_and_a_finished_one_has_reported_all()
    {
        G1Affine[] points = SumSamples.Points<Fp>(2000);
        Fr[] scalars = SumSamples.Scalars("progress", 2000);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => MultiScalar.SumVarTime<Fp>(points, scalars, new ComputeOptions { Cancellation = cancelled.Token }));
        double last = 0;
        _ = MultiScalar.SumVarTime<Fp>(points, scalars, new ComputeOptions { Threads = 1, Progress = new Listener(part => last = part) });
        Assert.Equal(1.0, last);
    }

    [Fact]
    public void Different_numbers_of_points_and_scalars_are_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => MultiScalar.SumVarTime<Fp>([G1Affine.Generator], [], twoThreads));
        Assert.True(MultiScalar.SumVarTime<Fp>([], [], twoThreads).IsInfinity);
    }

    private static void AllSizes<TField>(int step)
        where TField : unmanaged, IGroupField<TField>
    {
        AffinePoint<TField>[] points = SumSamples.Points<TField>(70);
        Fr[] scalars = SumSamples.Scalars("sizes", 70);
        JacobianPoint<TField> expected = JacobianPoint<TField>.Infinity;
        for (int count = 1; count <= 70; count++)
        {
            expected += SumSamples.Naive<TField>(points.AsSpan(count - 1, 1), scalars.AsSpan(count - 1, 1));
            if (count % step == 0 || count < 10)
            {
                Assert.Equal(expected, MultiScalar.SumVarTime<TField>(points.AsSpan(0, count), scalars.AsSpan(0, count), twoThreads));
            }
        }
    }

    private static void AgreesOnWitness<TField>(int count, int threads)
        where TField : unmanaged, IGroupField<TField>
    {
        AffinePoint<TField>[] points = SumSamples.Points<TField>(count);
        Fr[] scalars = SumSamples.WitnessLike("witness", count);
        Assert.Equal(SumSamples.Naive<TField>(points, scalars), MultiScalar.SumVarTime<TField>(points, scalars, new ComputeOptions { Threads = threads }));
    }

    private static void Degenerate<TField>()
        where TField : unmanaged, IGroupField<TField>
    {
        AffinePoint<TField>[] points = SumSamples.Points<TField>(60);
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = (i % 6) switch { 0 => AffinePoint<TField>.Infinity, 1 => points[1], 2 => -points[1], 3 => points[i - 3], _ => points[i] };
        }

        foreach (Fr[] scalars in (Fr[][])[SumSamples.Scalars("degenerate", 60), SumSamples.WitnessLike("degenerate", 60), [.. Enumerable.Repeat(Fr.FromUInt64(5), 60)]])
        {
            Assert.Equal(SumSamples.Naive<TField>(points, scalars), MultiScalar.SumVarTime<TField>(points, scalars, twoThreads));
        }
    }

    private sealed class Listener(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
