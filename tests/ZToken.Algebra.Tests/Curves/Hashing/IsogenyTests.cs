namespace ZToken.Algebra.Tests;

/// <summary>The constants of the maps to the two curves.</summary>
public sealed class IsogenyTests
{
    private static readonly IsogenyCheck<Fp, G1Map> g1 = new(11, G1Map.Kernel, G1Map.NumeratorX, G1Map.NumeratorY);
    private static readonly IsogenyCheck<Fp2, G2Map> g2 = new(-3, G2Map.Kernel, G2Map.NumeratorX, G2Map.NumeratorY);

    [Fact]
    public void The_numerators_follow_from_the_kernel()
    {
        g1.AssertNumeratorsFollowFromKernel();
        g2.AssertNumeratorsFollowFromKernel();
    }

    [Fact]
    public void The_image_lies_on_the_curve_of_the_group()
    {
        g1.AssertImageIsOnTheGroupCurve();
        g2.AssertImageIsOnTheGroupCurve();
    }

    [Fact]
    public void The_non_squares_are_none()
    {
        Assert.False(G1Map.Z.TrySqrtVarTime(out _));
        Assert.False(G2Map.Z.TrySqrtVarTime(out _));
    }

    [Fact]
    public void A_root_and_an_inverse_come_out_together()
    {
        g1.AssertRootAndInverse();
        g2.AssertRootAndInverse();
    }
}

/// <summary>
/// The constants of the isogenies, computed again from the polynomial h of their kernel: with f = x^3 + A x + B, degree l and s the sum of
/// h's roots, the map is x -> l x - 2 s - 2 f' h' / h - 4 f (h' / h)' (D. Kohel's form of Vélu's formulas), y -> y times its derivative.
/// </summary>
internal sealed class IsogenyCheck<TField, TMap>(int scale, ReadOnlySpan<TField> kernel, ReadOnlySpan<TField> numeratorX, ReadOnlySpan<TField> numeratorY)
    where TField : unmanaged, IGroupField<TField>
    where TMap : struct, ISwuMap<TField>
{
    private readonly TField[] h = [.. kernel, TField.One];
    private readonly TField[] n = [.. numeratorX, TField.One];
    private readonly TField[] m = [.. numeratorY, TField.One];

    private static TField[] Curve => [TMap.B, TMap.A, TField.Zero, TField.One];

    private static TField[] Times(TField[] a, TField[] b)
    {
        TField[] product = new TField[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                product[i + j] += a[i] * b[j];
            }
        }

        return product;
    }

    private static TField[] Times(int k, TField[] a) => [.. a.Select(value => Times(k, value))];

    private static TField Times(int k, TField value)
    {
        TField sum = TField.Zero;
        for (int i = 0; i < Math.Abs(k); i++)
        {
            sum += value;
        }

        return k < 0 ? -sum : sum;
    }

    private static TField[] Plus(TField[] a, TField[] b) =>
        [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => (i < a.Length ? a[i] : TField.Zero) + (i < b.Length ? b[i] : TField.Zero))];

    private static TField[] Minus(TField[] a, TField[] b) => Plus(a, Times(-1, b));

    private static TField[] Derivative(TField[] a) => [.. Enumerable.Range(1, a.Length - 1).Select(i => Times(i, a[i]))];

    private static TField[] Trim(TField[] a) => a[..(Array.FindLastIndex(a, value => !value.IsZero) + 1)];

    public void AssertNumeratorsFollowFromKernel()
    {
        // n / h^2 = l x - 2 s - 2 f' h' / h - 4 f (h'' h - h'^2) / h^2, and s is minus the second coefficient of h.
        int degree = Math.Abs(scale);
        TField[] square = Times(h, h);
        TField[] first = Derivative(h);
        TField[] second = first.Length == 1 ? [TField.Zero] : Derivative(first);
        TField[] linear = [Times(2, h[^2]), Times(degree, TField.One)];
        TField[] expected = Minus(
            Minus(Times(linear, square), Times(2, Times(Times(Derivative(Curve), first), h))),
            Times(4, Times(Curve, Minus(Times(second, h), Times(first, first)))));
        Assert.Equal(n, Trim(expected));

        // m / h^3 is the derivative of n / h^2.
        Assert.Equal(m, Trim(Minus(Times(Derivative(n), h), Times(2, Times(n, first)))));
    }

    public void AssertImageIsOnTheGroupCurve()
    {
        // m^2 f = n^3 + b (c h)^6 as polynomials.
        TField[] scaled = Times(scale, h);
        TField[] square = Times(scaled, scaled);
        TField[] right = Plus(Times(Times(n, n), n), Times([TField.CurveB], Times(Times(square, square), square)));
        Assert.Equal(Times(Times(m, m), Curve), right);
    }

    public void AssertRootAndInverse()
    {
        TField value = TField.GeneratorX;
        int squares = 0;
        for (int i = 0; i < 40; i++)
        {
            value = (value * TField.GeneratorX) + TField.GeneratorY;
            TField d = value.Square() + TField.GeneratorX;
            bool isSquare = TMap.RootAndInverse(value, d, out TField root, out TField inverse);
            Assert.Equal(value.TrySqrtVarTime(out _), isSquare);
            Assert.Equal(isSquare ? value : value * TMap.Z, root.Square());
            Assert.Equal(d.Invert(), inverse);
            squares += isSquare ? 1 : 0;
        }

        Assert.InRange(squares, 5, 35);
    }
}
