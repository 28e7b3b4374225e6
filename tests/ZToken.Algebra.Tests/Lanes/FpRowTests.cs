using System.Numerics;
using CsCheck;
using Xunit;

namespace ZToken.Algebra.Tests;

/// <summary>Rows and their products against the field, at random values and at the bounds that formulas may reach.</summary>
[Trait("registers", "any")]
public sealed unsafe class FpRowTests
{
    // What the kernel takes for one factor: sums of up to 32 products of either sign.
    private const int MostTerms = 32;

    private static readonly Gen<Fp> elements = Gen.OneOf(
        Gen.Byte.Array[48].Select(b => Fp.FromWideLittleEndian(b)),
        Gen.ULong[0, 2].Select(Fp.FromUInt64),
        Gen.ULong[1, 2].Select(k => -Fp.FromUInt64(k)),
        // The modulus halved: as far from zero as a reduced row goes.
        Gen.Int[-2, 2].Select(k => Fp.FromBigInteger((Fp.Modulus / 2) + k)));

    private static readonly Gen<(Fp Value, int Terms)> sums = Gen.Select(elements, Gen.Int[-MostTerms, MostTerms]);

    public FpRowTests() => Assert.SkipUnless(FpLanes.IsSupported, "This machine has no lanes.");

    private static Fp Times(Fp value, int factor) => value * Fp.FromBigInteger(factor);

    // A sum of so many equal products: the greatest weight for that many terms.
    private static FpRow Sum(Fp value, int terms) => FpRow.FromField(value) * terms;

    [Fact]
    public void A_row_goes_to_the_field_and_back() => sums.Sample(sum =>
    {
        Assert.Equal(sum.Value, FpRow.FromField(sum.Value).ToField());
        Assert.Equal(Times(sum.Value, sum.Terms), Sum(sum.Value, sum.Terms).ToField());
        Assert.Equal(Times(sum.Value, sum.Terms), Sum(sum.Value, sum.Terms).Reduced().ToField());
    }, iter: 2000);

    [Fact]
    public void Rows_add_subtract_and_negate_as_the_field_does() => Gen.Select(elements, elements).Sample((a, b) =>
    {
        FpRow x = FpRow.FromField(a), y = FpRow.FromField(b);
        Assert.Equal(a + b, (x + y).ToField());
        Assert.Equal(a - b, (x - y).ToField());
        Assert.Equal(-a, (-x).ToField());
    }, iter: 500);

    [Fact]
    public void A_reduced_row_is_within_half_a_modulus_and_has_small_limbs() => sums.Sample(sum =>
    {
        FpRow row = Sum(sum.Value, sum.Terms).Reduced();
        AssertBounded(row, 0.5001);
        AssertBounded(FpRow.FromField(sum.Value), 0.5001);
    }, iter: 1000);

    [Fact]
    public void Eight_products_at_once_equal_eight_products() => Gen.Select(sums.Array[8], sums.Array[8]).Sample((a, b) =>
    {
        RowProducts products = RowWorkspace.Current.Products;
        for (int i = 0; i < 8; i += 2)
        {
            products.Set(i / 2, new Fp2Row(Sum(a[i].Value, a[i].Terms), Sum(a[i + 1].Value, a[i + 1].Terms)), new Fp2Row(Sum(b[i].Value, b[i].Terms), Sum(b[i + 1].Value, b[i + 1].Terms)));
        }

        products.RunRows(4);
        for (int i = 0; i < 8; i++)
        {
            FpRow result = i % 2 == 0 ? products[i / 2].C0 : products[i / 2].C1;
            Assert.Equal(Times(a[i].Value, a[i].Terms) * Times(b[i].Value, b[i].Terms), result.ToField());
            AssertBounded(result, 0.56);
        }
    }, iter: 500);

    [Fact]
    public void Four_products_in_Fp2_at_once_equal_four_products() => Gen.Select(sums.Array[8], sums.Array[8]).Sample((a, b) =>
    {
        RowProducts products = RowWorkspace.Current.Products;
        for (int i = 0; i < 4; i++)
        {
            products.Set(i, RowOf(a, i), RowOf(b, i));
        }

        products.Run(4);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(FieldOf(a, i) * FieldOf(b, i), products[i].ToField());
            AssertBounded(products[i].C0, 0.56);
            AssertBounded(products[i].C1, 0.56);
        }
    }, iter: 500);

    private static Fp2Row RowOf((Fp Value, int Terms)[] sums, int i) => new(Sum(sums[2 * i].Value, sums[2 * i].Terms), Sum(sums[(2 * i) + 1].Value, sums[(2 * i) + 1].Terms));

    private static Fp2 FieldOf((Fp Value, int Terms)[] sums, int i) => new(Times(sums[2 * i].Value, sums[2 * i].Terms), Times(sums[(2 * i) + 1].Value, sums[(2 * i) + 1].Terms));

    private static void AssertBounded(FpRow row, double moduli)
    {
        double* limbs = (double*)&row;
        BigInteger value = 0;
        for (int i = 7; i >= 0; i--)
        {
            Assert.True(Math.Abs(limbs[i]) <= (1L << 47) + (1L << 10), "A limb is too large.");
            Assert.Equal(Math.Floor(limbs[i]), limbs[i]);
            value = (value << 48) + (BigInteger)limbs[i];
        }

        Assert.True(Math.Abs((double)value / (double)Fp.Modulus) <= moduli, "The value is too large.");
    }
}
