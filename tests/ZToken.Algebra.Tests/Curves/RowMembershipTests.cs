using System.Numerics;
using CsCheck;
using Xunit;

namespace ZToken.Algebra.Tests;

/// <summary>Membership in rows against the scalar check, on members, on points of the curve outside, and on points of small order.</summary>
[Trait("registers", "any")]
public sealed class RowMembershipTests
{
    // (x - 1)^2 / 3, the order of G1's curve over r.
    private static readonly BigInteger cofactor = BigInteger.Pow(BigInteger.Parse("0d201000000010001", System.Globalization.NumberStyles.HexNumber, null), 2) / 3;

    private static readonly Gen<Fp> coordinates = Gen.Byte.Array[48].Select(b => Fp.FromWideLittleEndian(b));

    private static readonly Gen<G1Affine> anyG1 = coordinates.Select(OnCurve<Fp>);

    private static readonly Gen<G2Affine> anyG2 = Gen.Select(coordinates, coordinates).Select((a, b) => OnCurve(new Fp2(a, b)));

    private static AffinePoint<TField> OnCurve<TField>(TField x)
        where TField : unmanaged, IGroupField<TField>
    {
        for (; ; x += TField.One)
        {
            if (((x.Square() * x) + TField.CurveB).TrySqrtVarTime(out TField y))
            {
                return new AffinePoint<TField>(x, y);
            }
        }
    }

    private static ulong[] Limbs(BigInteger value) => [.. Enumerable.Range(0, 6).Select(i => (ulong)((value >> (64 * i)) & ulong.MaxValue))];

    private static G1Affine Times(G1Affine point, BigInteger factor) => new G1Point(point).MultiplyVarTime(Limbs(factor)).ToAffine();

    [Fact]
    public void Points_of_G1_are_judged_as_by_the_scalar_check() => Gen.Select(anyG1, anyG1).Sample((p, q) =>
    {
        G1Affine inside = G1.ClearCofactor(new G1Point(p)).ToAffine();
        // The part of the point whose order divides the cofactor, and a point of order 3 or 11 where there is one.
        G1Affine torsion = Times(q, Fr.Modulus), three = Times(torsion, cofactor / 3), eleven = Times(torsion, cofactor / 11);
        foreach (G1Affine point in (G1Affine[])[p, inside, torsion, three, eleven, G1Affine.Infinity])
        {
            bool expected = point.IsInfinity || G1Endomorphism.ScalarIsInSubgroup(point);
            Assert.Equal(expected, point.IsInfinity || point == inside);
            Assert.Equal(expected, G1.Contains(point));
            Assert.Equal(expected, G1.ContainsBoth(point, inside));
            Assert.Equal(expected, G1.ContainsBoth(inside, point));
            Assert.False(G1.ContainsBoth(point, p));
        }
    }, iter: 30);

    [Fact]
    public void Points_of_G2_are_judged_as_by_the_scalar_check() => Gen.Select(anyG2, anyG2).Sample((p, q) =>
    {
        G2Affine inside = G2.ClearCofactor(new G2Point(p)).ToAffine();
        G2Affine torsion = new G2Point(q).MultiplyVarTime(Limbs(Fr.Modulus)).ToAffine();
        foreach (G2Affine point in (G2Affine[])[p, inside, torsion, G2Affine.Infinity])
        {
            bool expected = point.IsInfinity || G2Endomorphism.ScalarIsInSubgroup(point);
            Assert.Equal(expected, point.IsInfinity || point == inside);
            Assert.Equal(expected, G2.Contains(point));
            Assert.Equal(expected, G2.ContainsBoth(point, inside));
            Assert.Equal(expected, G2.ContainsBoth(inside, point));
            Assert.False(G2.ContainsBoth(point, p));
        }
    }, iter: 20);

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        G1Affine off = new(G1Affine.Generator.Y, G1Affine.Generator.X);
        Assert.False(G1.Contains(off));
        Assert.False(G1.ContainsBoth(off, G1Affine.Generator));
        Assert.False(G1.ContainsBoth(G1Affine.Infinity, off));
    }
}
