using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CsCheck;
using ZToken.Testing;
using static ZToken.Algebra.Tests.JubjubTesting;

namespace ZToken.Algebra.Tests;

/// <summary>Many points by one scalar, in lanes of either width and without, against the multiplication of one point by other means.</summary>
[Trait("registers", "any")]
public sealed class JubjubManyTests
{
    private static readonly JubjubScalar[] edges =
        [JubjubScalar.Zero, JubjubScalar.One, -JubjubScalar.One, JubjubScalar.FromUInt64(7), JubjubScalar.FromUInt64(8), JubjubScalar.FromUInt64(16), -JubjubScalar.FromUInt64(8)];

    [Fact]
    public void Multiples_of_the_generator_are_those_of_zkcrypto()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/04-jubjub-sapling/rust-extracted/jubjub_curve.json")));
        JubjubAffine[] generators = [.. Enumerable.Repeat(Generator.ToAffine(), 9)];
        JubjubAffine[] products = new JubjubAffine[generators.Length];
        foreach (JsonElement multiple in vectors.RootElement.GetProperty("multiples_of_subgroup_generator").EnumerateArray())
        {
            JubjubScalar k = JubjubScalar.FromBigInteger(BigInteger.Parse(multiple.GetProperty("k").GetString()!, CultureInfo.InvariantCulture));
            JubjubPoint.MultiplyMany(generators, k, products);
            Assert.All(products, product => Assert.Equal(multiple.GetProperty("encoding_le").GetString(), Convert.ToHexStringLower(Encode(product))));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lanes_and_scalars_agree_on_any_points_and_scalars(bool byLanes)
    {
        Assert.SkipUnless(!byLanes || FrLanes.IsSupported, "this processor has no lanes");
        Gen.Select(Points.Array[1, 20], Scalars).Sample((points, k) =>
        {
            JubjubAffine[] affine = [.. points.Select(p => p.ToAffine())];
            Assert.Equal(OneByOne(affine, k), ByTask(affine, k, byLanes));
        }, iter: 40);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Torsion_points_are_multiplied_as_their_indices_are(bool byLanes)
    {
        Assert.SkipUnless(!byLanes || FrLanes.IsSupported, "this processor has no lanes");
        foreach (JubjubScalar k in edges)
        {
            int residue = (int)(Limbs(k)[0] & 7);
            IEnumerable<JubjubAffine> expected = Enumerable.Range(0, 8).Select(i => JubjubTorsion.Points[i * residue % 8]);
            Assert.Equal(expected, ByTask([.. JubjubTorsion.Points], k, byLanes));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void All_points_are_multiplied_on_any_number_of_threads(int threads)
    {
        RandomSource random = RandomSource.FromSeed("many points"u8);
        ComputeOptions options = new() { Threads = threads };
        foreach (int count in new[] { 0, 1, 7, 8, 9, 17, 64, 65, 150 })
        {
            JubjubAffine[] points = [.. Enumerable.Range(0, count).Select(i =>
                (i % 5 == 4 ? JubjubPoint.Identity : (Generator * JubjubScalar.Random(random)) + JubjubTorsion.Points[i % 3]).ToAffine())];
            JubjubScalar k = JubjubScalar.Random(random);
            JubjubAffine[] products = new JubjubAffine[count];
            JubjubPoint.MultiplyMany(points, k, products, options);
            Assert.Equal(OneByOne(points, k), products);

            // Products may take the place of the points.
            JubjubPoint.MultiplyMany(points, k, points, options);
            Assert.Equal(products, points);
        }
    }

    [Fact]
    public void Edge_scalars_give_the_identity_the_point_and_its_negative()
    {
        RandomSource random = RandomSource.FromSeed("edges"u8);
        JubjubAffine[] points = [.. Enumerable.Range(0, 9).Select(_ => (Generator * JubjubScalar.Random(random)).ToAffine())];
        JubjubAffine[] products = new JubjubAffine[points.Length];
        JubjubPoint.MultiplyMany(points, JubjubScalar.Zero, products);
        Assert.All(products, product => Assert.True(product.IsIdentity));
        JubjubPoint.MultiplyMany(points, JubjubScalar.One, products);
        Assert.Equal(points, products);
        JubjubPoint.MultiplyMany(points, -JubjubScalar.One, products);
        Assert.Equal(points.Select(p => -p), products);
    }

    [Fact]
    public void A_point_off_the_curve_harms_no_other()
    {
        // (0, 0) comes to Z = 0, which a shared inversion must survive.
        JubjubAffine[] points = [.. Enumerable.Repeat(Generator.ToAffine(), 20)];
        points[3] = default;
        points[17] = default;
        JubjubScalar k = -JubjubScalar.FromUInt64(0x5eed);
        JubjubAffine[] products = new JubjubAffine[points.Length];
        JubjubPoint.MultiplyMany(points, k, products);
        JubjubAffine expected = (Generator * k).ToAffine();
        Assert.Equal(18, products.Count(product => product == expected));
        Assert.False(products[3].IsOnCurve);
        Assert.False(products[17].IsOnCurve);
    }

    [Fact]
    public void Progress_reaches_the_end_and_a_cancelled_token_stops_the_work()
    {
        JubjubAffine[] points = [.. Enumerable.Repeat(Generator.ToAffine(), 65)];
        Highest progress = new();
        JubjubPoint.MultiplyMany(points, JubjubScalar.One, points, new ComputeOptions { Threads = 1, Progress = progress });
        Assert.Equal(1, progress.Value);

        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => JubjubPoint.MultiplyMany(points, JubjubScalar.One, points, new ComputeOptions { Cancellation = source.Token }));
    }

    [Fact]
    public void Spans_of_different_length_are_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => JubjubPoint.MultiplyMany([Generator.ToAffine()], JubjubScalar.One, []));

    // By sliding windows, which share neither digits nor table with what is tested.
    private static IEnumerable<JubjubAffine> OneByOne(JubjubAffine[] points, JubjubScalar k) => points.Select(p => new JubjubPoint(p).MultiplyVarTime(k).ToAffine());

    private static unsafe JubjubAffine[] ByTask(JubjubAffine[] points, JubjubScalar k, bool byLanes)
    {
        sbyte* digits = stackalloc sbyte[ScalarDigits.Windows];
        ScalarDigits.Split(k, new Span<sbyte>(digits, ScalarDigits.Windows));
        JubjubAffine[] products = new JubjubAffine[points.Length];
        fixed (JubjubAffine* from = points)
        fixed (JubjubAffine* to = products)
        {
            JubjubPoint.MultiplyTask(from, points.Length, digits, to, byLanes);
        }

        return products;
    }

    private sealed class Highest : IProgress<double>
    {
        public double Value { get; private set; }

        public void Report(double value) => Value = Math.Max(Value, value);
    }
}
