using CsCheck;
using static ZToken.Algebra.Tests.JubjubTesting;

namespace ZToken.Algebra.Tests;

/// <summary>The group laws over the whole group, and every way to multiply against the plainest one.</summary>
public sealed class JubjubGroupTests
{
    [Fact]
    public void Addition_is_complete() => Gen.Select(Points, Points).Sample((p, q) =>
    {
        JubjubAffine expected = AddByDefinition(p.ToAffine(), q.ToAffine());
        Assert.True(expected.IsOnCurve);
        Assert.Equal(expected, (p + q).ToAffine());
        Assert.Equal(expected, (p + q.ToAffine()).ToAffine());
        Assert.Equal(p, p + q - q);
        Assert.Equal(AddByDefinition(p.ToAffine(), p.ToAffine()), p.Double().ToAffine());
        Assert.Equal(p.Double(), p + p);
        Assert.True((p - p).IsIdentity);
        Assert.Equal(p, p + JubjubPoint.Identity);
    }, iter: 200);

    [Fact]
    public void Every_pair_of_torsion_points_adds_as_their_indices_do()
    {
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                Assert.Equal(JubjubTorsion.Points[(i + j) % 8], (new JubjubPoint(JubjubTorsion.Points[i]) + JubjubTorsion.Points[j]).ToAffine());
            }
        }
    }

    [Fact]
    public void Equality_sees_through_the_scale_of_the_coordinates() => Gen.Select(Points, Points).Sample((p, q) =>
    {
        Assert.Equal(p + q, q + p);
        Assert.Equal((p + q).GetHashCode(), (q + p).GetHashCode());
        Assert.Equal(p.ToAffine() == q.ToAffine(), p == q);
        Assert.True(p != -p || p.Double().IsIdentity);
    }, iter: 100);

    [Fact]
    public void The_default_is_no_point_and_equals_none()
    {
        Assert.False(default(JubjubAffine).IsOnCurve);
        Assert.False(default(JubjubPoint).IsIdentity);
        Assert.True(default(JubjubPoint) != JubjubPoint.Identity);
        Assert.True(JubjubPoint.Identity != default);
        Assert.True(default(JubjubPoint) != Generator);
    }

    [Fact]
    public void Multiplication_in_constant_time_equals_double_and_add() => Gen.Select(Points, Scalars).Sample((p, k) =>
    {
        JubjubPoint expected = DoubleAndAdd(p, Limbs(k));
        Assert.Equal(expected, p * k);
        Assert.Equal(expected, p.ToAffine() * k);
        Assert.Equal(expected, p.MultiplyVarTime(k));
    }, iter: 100);

    [Fact]
    public void Multiplication_by_an_integer_above_the_order_equals_double_and_add() =>
        Gen.Select(Points, Gen.ULong.Array[0, 8]).Sample((p, k) => Assert.Equal(DoubleAndAdd(p, k), p.MultiplyVarTime(k)), iter: 50);

    [Fact]
    public void Multiplication_distributes_over_addition() => Gen.Select(Scalars, Scalars, Points).Sample((a, b, p) =>
    {
        JubjubPoint q = p.MultiplyByCofactor();
        Assert.Equal(q * (a + b), (q * a) + (q * b));
        Assert.Equal(q * (a * b), q * a * b);
        Assert.Equal(q * JubjubScalar.FromUInt64(8), q.MultiplyByCofactor());
    }, iter: 50);

    [Fact]
    public void A_table_multiplies_as_the_point_does() => Gen.Select(Scalars, Gen.ULong).Sample((k, small) =>
    {
        Assert.Equal(Generator * k, table.Multiply(k));
        Assert.Equal(Generator * k, table.MultiplyVarTime(k));
        Assert.Equal(Generator * JubjubScalar.FromUInt64(small), table.Multiply(small));
        Assert.Equal(Generator.ToAffine(), table.Base);
    }, iter: 100);

    [Fact]
    public void A_table_multiplies_by_the_largest_integers()
    {
        foreach (ulong k in new ulong[] { 0, 1, 7, 8, 9, ulong.MaxValue, ulong.MaxValue - 1, 0x8888888888888888, 0x7777777777777777 })
        {
            Assert.Equal(Generator.MultiplyVarTime([k]), table.Multiply(k));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void A_sum_of_multiples_equals_the_sum_of_products(int count)
    {
        RandomSource random = RandomSource.FromSeed("sum"u8);
        JubjubPoint[] points = new JubjubPoint[count];
        JubjubScalar[] scalars = new JubjubScalar[count];
        JubjubPoint expected = JubjubPoint.Identity;
        for (int i = 0; i < count; i++)
        {
            points[i] = (Generator * JubjubScalar.Random(random)) + JubjubTorsion.Points[i % 8];
            scalars[i] = i % 5 == 4 ? JubjubScalar.Zero : JubjubScalar.Random(random);
            expected += points[i] * scalars[i];
        }

        Assert.Equal(expected, JubjubPoint.SumVarTime(points, scalars));
    }

    [Fact]
    public void Spans_of_different_length_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => JubjubPoint.SumVarTime([Generator], []));
        Assert.Throws<ArgumentException>(() => JubjubPoint.BatchNormalize([Generator], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Generator.MultiplyVarTime(new ulong[9]));
    }

    [Fact]
    public void Many_points_are_normalised_as_one() => Points.Array[0, 20].Sample(points =>
    {
        JubjubPoint[] scaled = [.. points.Select(p => p + Generator)];
        JubjubAffine[] affine = new JubjubAffine[points.Length];
        JubjubPoint.BatchNormalize(scaled, affine);
        Assert.Equal(scaled.Select(p => p.ToAffine()), affine);
    }, iter: 20);

    private static readonly JubjubTable table = new(Generator.ToAffine());

    private static JubjubPoint DoubleAndAdd(JubjubPoint p, ReadOnlySpan<ulong> k)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int i = (64 * k.Length) - 1; i >= 0; i--)
        {
            sum += sum;
            sum = ((k[i >> 6] >> (i & 63)) & 1) != 0 ? sum + p : sum;
        }

        return sum;
    }
}
