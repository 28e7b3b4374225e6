using System.Numerics;
using CsCheck;
using Xunit;

namespace ZToken.Algebra.Tests;

[Trait("registers", "any")]
public sealed class EndomorphismScalingTests
{
    private static readonly Gen<ulong> words = Gen.OneOf(Gen.ULong, Gen.Const(0UL), Gen.Const(1UL), Gen.Const(ulong.MaxValue), Gen.Const(1UL << 63));

    private static readonly Gen<EndomorphismScalar> scalars = Gen.Select(words, words).Select((low, high) => new EndomorphismScalar(low, high));

    private static readonly Gen<G1Affine> points = Gen.Frequency(
        (9, Gen.ULong.Select(k => (G1Affine.Generator * Fr.FromUInt64(k)).ToAffine())),
        (1, Gen.Const(G1Affine.Infinity)));

    [Fact]
    public void A_scalar_is_the_sum_of_its_digits() => scalars.Sample(k =>
    {
        // w with w^2 + w + 1 = 0, by Horner's rule.
        Fr omega = -Fr.FromBigInteger(BigInteger.Pow(0xd201000000010000, 2));
        Assert.Equal(Fr.Zero, omega.Square() + omega + Fr.One);
        Fr expected = Fr.One;
        for (int i = 63; i >= 0; i--)
        {
            Fr digit = (((k.Low >> i) & 1) | (((k.High >> i) & 1) << 1)) switch
            {
                0 => Fr.Zero,
                1 => Fr.One,
                2 => omega,
                _ => omega.Square(),
            };
            expected = expected.Double() + digit;
        }

        Assert.Equal(expected, k.Value);
    }, iter: 200);

    [Fact]
    public void Random_scalars_differ_and_a_seed_repeats_them()
    {
        RandomSource first = RandomSource.FromSeed([1]), second = RandomSource.FromSeed([1]);
        EndomorphismScalar[] drawn = [.. Enumerable.Range(0, 100).Select(_ => EndomorphismScalar.Random(first))];
        Assert.Equal(drawn, Enumerable.Range(0, 100).Select(_ => EndomorphismScalar.Random(second)));
        Assert.Equal(100, drawn.Select(k => k.Value).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(150)]
    public void Many_points_are_multiplied_as_each_would_be(int count) =>
        Gen.Select(points.Array[count], scalars.Array[count]).Sample((p, k) =>
        {
            G1Affine[] products = new G1Affine[count];
            EndomorphismScaling.MultiplyVarTime(p, k, products, ComputeOptions.Default);
            Assert.Equal(p.Zip(k).Select(pair => (pair.First * pair.Second.Value).ToAffine()), products);

            G1Point[] alone = new G1Point[count];
            EndomorphismScaling.MultiplyScalar(p, k, alone);
            Assert.Equal(products, alone.Select(point => point.ToAffine()));

            EndomorphismScaling.MultiplyVarTime(p, k, p, ComputeOptions.Default);
            Assert.Equal(products, p);
        }, iter: 3);

    [Fact]
    public void Lengths_must_agree()
    {
        G1Affine[] two = [G1Affine.Generator, G1Affine.Generator];
        EndomorphismScalar[] one = [default];
        Assert.Throws<ArgumentException>(() => EndomorphismScaling.MultiplyVarTime(two, one, two, ComputeOptions.Default));
        Assert.Throws<ArgumentException>(() => EndomorphismScaling.MultiplyVarTime(two.AsSpan(0, 1), one, two, ComputeOptions.Default));
    }
}
