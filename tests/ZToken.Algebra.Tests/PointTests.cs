using CsCheck;

namespace ZToken.Algebra.Tests;

public sealed class G1PointTests : PointTests<Fp>;

public sealed class G2PointTests : PointTests<Fp2>;

/// <summary>The group laws, on random multiples of the generator and on the special cases of the formulas.</summary>
public abstract class PointTests<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private static readonly JacobianPoint<TField> generator = JacobianPoint<TField>.Generator;

    private static readonly Gen<Fr> scalars = Gen.OneOf(
        Gen.Byte.Array[32].Select(b => Fr.FromWideLittleEndian(b)),
        Gen.ULong[0, 5].Select(Fr.FromUInt64),
        Gen.ULong[1, 3].Select(k => -Fr.FromUInt64(k)));

    private static ulong[] Limbs(Fr k)
    {
        ulong[] limbs = new ulong[4];
        k.ToCanonicalLimbs(limbs);
        return limbs;
    }

    // The same point under another Z.
    private static JacobianPoint<TField> Rescale(JacobianPoint<TField> p)
    {
        TField z = TField.GeneratorX;
        return new JacobianPoint<TField>(p.X * z.Square(), p.Y * z.Square() * z, p.Z * z);
    }

    [Fact]
    public void The_generator_is_on_the_curve_and_has_order_r()
    {
        Assert.True(AffinePoint<TField>.Generator.IsOnCurve);
        Assert.True(generator.MultiplyVarTime(Fr.ModulusLimbs).IsInfinity);
        Assert.True((generator * Fr.Zero).IsInfinity);
        Assert.Equal(generator, generator * Fr.One);
        Assert.Equal(-generator, generator * -Fr.One);
    }

    [Fact]
    public void Multiplication_in_constant_time_equals_double_and_add() => scalars.Sample(k =>
        Assert.Equal(generator.MultiplyVarTime(Limbs(k)), generator * k), iter: 60);

    [Fact]
    public void Multiplication_distributes_over_addition() => Gen.Select(scalars, scalars).Sample((a, b) =>
    {
        JacobianPoint<TField> p = generator * a;
        JacobianPoint<TField> q = generator * b;
        Assert.Equal(generator * (a + b), p + q);
        Assert.Equal(generator * (a - b), p - q);
        Assert.Equal(generator * (a + b), Rescale(p) + q.ToAffine());
        Assert.Equal(generator * a.Double(), Rescale(p).Double());
        Assert.Equal(p * b, q * a);
        Assert.True((p + q).ToAffine().IsOnCurve);
    }, iter: 40);

    [Fact]
    public void Addition_handles_infinity_equal_and_opposite_points()
    {
        JacobianPoint<TField> p = generator * Fr.FromUInt64(7);
        JacobianPoint<TField> q = Rescale(p);
        AffinePoint<TField> affine = p.ToAffine();
        JacobianPoint<TField> infinity = JacobianPoint<TField>.Infinity;
        Assert.Equal(p.Double(), p + q);
        Assert.Equal(p.Double(), q + affine);
        Assert.True((p - q).IsInfinity);
        Assert.True((q + (-affine)).IsInfinity);
        Assert.Equal(p, p + infinity);
        Assert.Equal(p, infinity + p);
        Assert.Equal(p, infinity + affine);
        Assert.Equal(p, p + AffinePoint<TField>.Infinity);
        Assert.True(infinity.Double().IsInfinity);
        Assert.True((infinity * Fr.FromUInt64(5)).IsInfinity);
        Assert.True(infinity.ToAffine().IsInfinity);
        Assert.NotEqual(p, infinity);
        Assert.NotEqual(infinity, p);
        Assert.NotEqual(p, -p);
    }

    [Fact]
    public void Many_points_are_normalised_as_one()
    {
        JacobianPoint<TField>[] points = [.. Enumerable.Range(0, 20).Select(i => Rescale(generator * Fr.FromUInt64((ulong)(i % 7))))];
        AffinePoint<TField>[] affine = new AffinePoint<TField>[points.Length];
        JacobianPoint<TField>.BatchNormalize(points, affine);
        Assert.Equal(points.Select(p => p.ToAffine()), affine);
        Array.Clear(affine);
        JacobianPoint<TField>.BatchNormalizeVarTime(points, affine);
        Assert.Equal(points.Select(p => p.ToAffineVarTime()), affine);
        Assert.Equal(points.Select(p => p.ToAffine()), affine);
        Assert.Throws<ArgumentException>(() => JacobianPoint<TField>.BatchNormalize(points, affine.AsSpan(1)));
    }

    [Fact]
    public void A_root_squares_back_and_a_non_square_has_none() => scalars.Sample(k =>
    {
        TField x = (generator * (k + Fr.FromUInt64(9))).X;
        TField square = x.Square();
        Assert.True(square.TrySqrtVarTime(out TField root));
        Assert.True(root == x || root == -x);
        Assert.Equal(!x.IsZero, root.IsLexicographicallyLargest ^ (-root).IsLexicographicallyLargest);
    }, iter: 30);
}
