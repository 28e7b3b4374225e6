using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>The field laws of the upper storeys of the tower, and their maps against plain powers.</summary>
public sealed class TowerTests
{
    private static readonly Gen<Fp> coordinates = Gen.OneOf(
        Gen.Byte.Array[48].Select(b => Fp.FromWideLittleEndian(b)),
        Gen.ULong[0, 2].Select(Fp.FromUInt64),
        Gen.ULong[1, 2].Select(k => -Fp.FromUInt64(k)));

    private static readonly Gen<Fp2> fp2 = Gen.Select(coordinates, coordinates).Select((a, b) => new Fp2(a, b));

    private static readonly Gen<Fp6> fp6 = Gen.Select(fp2, fp2, fp2).Select((a, b, c) => new Fp6(a, b, c));

    private static readonly Gen<Fp12> fp12 = Gen.Select(fp6, fp6).Select((a, b) => new Fp12(a, b));

    private static void LawsHold<T>(T a, T b, T c)
        where T : unmanaged, IField<T>
    {
        Assert.Equal(a * b, b * a);
        Assert.Equal(a * (b + c), (a * b) + (a * c));
        Assert.Equal(a * b * c, a * (b * c));
        Assert.Equal(a * a, a.Square());
        Assert.Equal(a + a, a.Double());
        Assert.Equal(T.Zero, a - a);
        Assert.Equal(a, -(-a));
        Assert.Equal(a, a * T.One);
        Assert.Equal(a.IsZero ? T.Zero : T.One, a * a.Invert());
        Assert.Equal(a, T.Select(true, a, b));
        Assert.Equal(b, T.Select(false, a, b));
        Assert.Equal(a == b, (a - b).IsZero);
    }

    private static T Power<T>(T value, ReadOnlySpan<ulong> exponent)
        where T : unmanaged, IField<T>
    {
        T result = T.One;
        for (int i = (exponent.Length * 64) - 1; i >= 0; i--)
        {
            result = result.Square();
            result = ((exponent[i >> 6] >> (i & 63)) & 1) == 0 ? result : result * value;
        }

        return result;
    }

    [Fact]
    public void The_field_laws_hold_in_Fp6() => Gen.Select(fp6, fp6, fp6).Sample(LawsHold, iter: 100);

    [Fact]
    public void The_field_laws_hold_in_Fp12() => Gen.Select(fp12, fp12, fp12).Sample(LawsHold, iter: 100);

    [Fact]
    public void The_tower_is_built_over_its_non_residues()
    {
        Fp2 xi = new(Fp.One, Fp.One);
        Fp6 v = new(Fp2.Zero, Fp2.One, Fp2.Zero);
        Fp12 w = new(Fp6.Zero, Fp6.One);
        Assert.Equal(new Fp6(xi, Fp2.Zero, Fp2.Zero), v * v * v);
        Assert.Equal(new Fp12(v, Fp6.Zero), w * w);
        fp6.Sample(a => Assert.Equal(a * v, a.TimesNonResidue()), iter: 20);
    }

    [Fact]
    public void Frobenius_is_the_power_to_p() => fp12.Sample(a =>
    {
        Fp12 once = Power(a, Fp.ModulusLimbs);
        Assert.Equal(once, a.Frobenius(1));
        Assert.Equal(once.Frobenius(1), a.Frobenius(2));
        Assert.Equal(once.Frobenius(2), a.Frobenius(3));
        Assert.Equal(a.Conjugate(), a.Frobenius(3).Frobenius(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Frobenius(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Frobenius(4));
    }, iter: 20);
}
