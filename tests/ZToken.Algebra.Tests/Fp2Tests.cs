using CsCheck;

namespace ZToken.Algebra.Tests;

public sealed class Fp2Tests
{
    private static readonly Gen<Fp> coordinates = Gen.OneOf(
        Gen.Byte.Array[48].Select(b => Fp.FromWideLittleEndian(b)),
        Gen.ULong[0, 2].Select(Fp.FromUInt64),
        Gen.ULong[1, 2].Select(k => -Fp.FromUInt64(k)));

    private static readonly Gen<Fp2> elements = Gen.Select(coordinates, coordinates).Select((a, b) => new Fp2(a, b));

    [Fact]
    public void The_field_laws_hold() => Gen.Select(elements, elements, elements).Sample((a, b, c) =>
    {
        Assert.Equal(a * b, b * a);
        Assert.Equal(a * (b + c), (a * b) + (a * c));
        Assert.Equal(a * b * c, a * (b * c));
        Assert.Equal(a * a, a.Square());
        Assert.Equal(a + a, a.Double());
        Assert.Equal(Fp2.Zero, a - a);
        Assert.Equal(a.IsZero ? Fp2.Zero : Fp2.One, a * a.Invert());
        Assert.Equal(new Fp2(a.Norm(), Fp.Zero), a * a.Conjugate());
        Assert.Equal(a * new Fp2(Fp.One, Fp.One), a.TimesNonResidue());
        Assert.Equal((Fp2.CurveB + Fp2.CurveB + Fp2.CurveB) * a, a.TimesThreeB());
    }, iter: 300);

    [Fact]
    public void U_squares_to_minus_one()
    {
        Fp2 u = new(Fp.Zero, Fp.One);
        Assert.Equal(-Fp2.One, u.Square());
    }

    [Fact]
    public void A_square_has_a_root_and_a_non_residue_times_it_has_none() => elements.Sample(a =>
    {
        Assert.True(a.Square().TrySqrtVarTime(out Fp2 root));
        Assert.True(root == a || root == -a);
        // 1 + u is no square: it is the non-residue under the sixth extension.
        Assert.Equal(a.IsZero, a.Square().TimesNonResidue().TrySqrtVarTime(out _));
    }, iter: 100);

    [Fact]
    public void Every_element_of_the_base_field_has_a_root() => coordinates.Sample(a =>
    {
        Fp2 element = new(a, Fp.Zero);
        Assert.True(element.TrySqrtVarTime(out Fp2 root));
        Assert.Equal(element, root.Square());
    }, iter: 100);
}
