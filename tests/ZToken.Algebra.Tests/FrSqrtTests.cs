using CsCheck;

namespace ZToken.Algebra.Tests;

public sealed class FrSqrtTests
{
    private static readonly Gen<Fr> elements = Gen.OneOf(
        Gen.Byte.Array[32].Select(b => Fr.FromWideLittleEndian(b)),
        Gen.ULong[1, 20].Select(Fr.FromUInt64),
        Gen.ULong[1, 20].Select(k => -Fr.FromUInt64(k)),
        Gen.Int[0, 32].Select(RootOfUnity.OfFive.OfOrder));

    [Fact]
    public void The_root_of_a_square_squares_back() => elements.Sample(x =>
    {
        Assert.True(x.Square().TrySqrtVarTime(out Fr root));
        Assert.True(root == x || root == -x);
    }, iter: 300);

    [Fact]
    public void An_element_has_a_root_exactly_where_Euler_says() => elements.Sample(x =>
    {
        Fr euler = x.Power([0x7fffffff80000000, 0xa9ded2017fff2dff, 0x199cec0404d0ec02, 0x39f6d3a994cebea4]);
        Assert.Equal(euler == Fr.One, x.TrySqrtVarTime(out Fr root));
        Assert.Equal(euler == Fr.One ? x : Fr.Zero, root.Square());
    }, iter: 300);

    [Fact]
    public void The_root_of_a_quotient_is_the_root_of_the_divided() => Gen.Select(elements, elements).Sample((n, d) =>
    {
        Fr quotient = n * d.Invert();
        Assert.Equal(quotient.TrySqrtVarTime(out Fr expected), Fr.TrySqrtRatioVarTime(n, d, out Fr root));
        Assert.True(root == expected || root == -expected);
        Assert.True(Fr.TrySqrtRatioVarTime(n * n * d, d, out root));
        Assert.True(root == n || root == -n);
    }, iter: 200);

    [Fact]
    public void Zero_has_the_root_zero_and_a_quotient_by_zero_has_none()
    {
        Assert.True(Fr.Zero.TrySqrtVarTime(out Fr root));
        Assert.True(root.IsZero);
        Assert.True(Fr.TrySqrtRatioVarTime(Fr.Zero, Fr.One, out root));
        Assert.True(root.IsZero);
        Assert.False(Fr.TrySqrtRatioVarTime(Fr.One, Fr.Zero, out root));
        Assert.True(root.IsZero);
        Assert.False(Fr.TrySqrtRatioVarTime(Fr.Zero, Fr.Zero, out _));
    }

    [Fact]
    public void Roots_of_unity_of_every_order_have_roots_but_the_highest()
    {
        for (int log = 0; log < RootOfUnity.MaxLogOrder; log++)
        {
            Assert.True(RootOfUnity.OfSeven.OfOrder(log).TrySqrtVarTime(out Fr root));
            Assert.Equal(RootOfUnity.OfSeven.OfOrder(log), root.Square());
        }

        Assert.False(RootOfUnity.OfSeven.OfOrder(RootOfUnity.MaxLogOrder).TrySqrtVarTime(out _));
    }
}
