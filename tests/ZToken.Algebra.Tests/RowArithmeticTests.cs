using CsCheck;
using Xunit;

namespace ZToken.Algebra.Tests;

/// <summary>The pairing in rows against the scalar one, which the field laws and known answers check.</summary>
[Trait("registers", "any")]
public sealed unsafe class RowArithmeticTests
{
    private static readonly Gen<Fp> coordinates = Gen.OneOf(
        Gen.Byte.Array[48].Select(b => Fp.FromWideLittleEndian(b)),
        Gen.ULong[0, 1].Select(Fp.FromUInt64),
        Gen.ULong[1, 1].Select(k => -Fp.FromUInt64(k)));

    private static readonly Gen<Fp2> fp2 = Gen.Select(coordinates, coordinates).Select((a, b) => new Fp2(a, b));

    private static readonly Gen<Fp6> fp6 = Gen.Select(fp2, fp2, fp2).Select((a, b, c) => new Fp6(a, b, c));

    private static readonly Gen<Fp12> fp12 = Gen.Select(fp6, fp6).Select((a, b) => new Fp12(a, b));

    private static readonly Gen<Fr> scalars = Gen.Byte.Array[32].Select(b => Fr.FromWideLittleEndian(b));

    public RowArithmeticTests() => Assert.SkipUnless(FpLanes.IsSupported, "This machine has no lanes.");

    [Fact]
    public void Products_and_squares_in_Fp12() => Gen.Select(fp12, fp12).Sample((a, b) =>
    {
        RowWorkspace workspace = RowWorkspace.Current;
        Fp12Row* x = workspace.Values, y = x + 1, z = x + 2;
        *x = Fp12Row.FromField(a);
        *y = Fp12Row.FromField(b);
        RowArithmetic.Multiply(z, x, y, workspace.Products);
        Assert.Equal(a * b, z->ToField());
        RowArithmetic.Square(z, x, workspace.Products);
        Assert.Equal(a.Square(), z->ToField());
        RowArithmetic.Multiply(x, x, x, workspace.Products);
        Assert.Equal(a.Square(), x->ToField());
    }, iter: 200);

    [Fact]
    public void Long_chains_of_products_stay_exact() => fp12.Sample(a =>
    {
        RowWorkspace workspace = RowWorkspace.Current;
        Fp12Row* x = workspace.Values, y = x + 1;
        *x = *y = Fp12Row.FromField(a);
        Fp12 expected = a;
        for (int i = 0; i < 50; i++)
        {
            RowArithmetic.Square(x, x, workspace.Products);
            RowArithmetic.Multiply(x, x, y, workspace.Products);
            expected = expected.Square() * a;
        }

        Assert.Equal(expected, x->ToField());
    }, iter: 10);

    [Fact]
    public void Products_by_a_line() => Gen.Select(fp12, fp2, fp2, fp2).Sample((a, l0, l1, l2) =>
    {
        RowWorkspace workspace = RowWorkspace.Current;
        Fp12Row* x = workspace.Values;
        *x = Fp12Row.FromField(a);
        workspace.FirstLines[0] = new LineRow { Constant = Fp2Row.FromField(l0), SlopeX = Fp2Row.FromField(l1), SlopeY = Fp2Row.FromField(l2) };
        RowArithmetic.SetLineProduct(0, x, workspace.FirstLines, workspace.Products);
        workspace.Products.Run(13);
        RowArithmetic.TakeLineProduct(x, 0, workspace.Products);
        Assert.Equal(a.TimesLine(l0, l1, l2), x->ToField());
        Assert.Equal(a.TimesLine(l0, l1, Fp2.One), a.TimesMonicLine(l0, l1));
    }, iter: 100);

    [Fact]
    public void Final_exponentiations_and_cyclotomic_squares() => fp12.Where(a => !a.IsZero).Sample(a =>
    {
        Fp12 expected = Pairing.ScalarFinalExponentiation(a);
        Assert.Equal(expected, RowFinalExponentiation.Run(a));
        RowWorkspace workspace = RowWorkspace.Current;
        *workspace.Values = Fp12Row.FromField(expected);
        for (int i = 0; i < 100; i++)
        {
            RowArithmetic.CyclotomicSquare(workspace.Values, workspace.Values, workspace.Products);
            expected = expected.CyclotomicSquare();
        }

        Assert.Equal(expected, workspace.Values->ToField());
    }, iter: 20);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 0)]
    [InlineData(4, 3)]
    [InlineData(3, 4)]
    public void Products_of_pairings(int plain, int prepared) => scalars.Array[2 * (plain + prepared)].Sample(k =>
    {
        (G1Affine P, G2Affine Q)[] all = [.. Enumerable.Range(0, plain + prepared)
            .Select(i => ((G1Affine.Generator * k[2 * i]).ToAffine(), (G2Affine.Generator * k[(2 * i) + 1]).ToAffine()))];
        (G1Affine, G2Prepared)[] second = [.. all[plain..].Select(pair => (pair.P, new G2Prepared(pair.Q)))];
        // Miller's values differ by factors that the final exponentiation removes.
        Assert.Equal(
            Pairing.ScalarFinalExponentiation(Pairing.ScalarMultiMillerLoop(all.AsSpan(0, plain), second)),
            Pairing.ScalarFinalExponentiation(RowMillerLoop.Run(all.AsSpan(0, plain), second)));
    }, iter: 5);
}
