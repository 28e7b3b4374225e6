namespace ZToken.Algebra;

/// <summary>The simplified SWU map for curves with A B = 0, through an isogenous curve: RFC 9380, section 6.6.3.</summary>
/// <remarks>
/// Works without branches; one power of a base-field element in G1, two in G2, which are nearly the whole cost.
/// The inversion that the formulas of section 6.6.2 ask for comes out of the first power (see <see cref="Fp.Progenitor"/>).
/// </remarks>
internal static class SimplifiedSwu<TField, TMap>
    where TField : unmanaged, IGroupField<TField>
    where TMap : struct, ISwuMap<TField>
{
    /// <summary>A point of the group's curve, not yet of its subgroup, for every element of the field.</summary>
    public static JacobianPoint<TField> Map(in TField u)
    {
        // x1 = -B / A (1 + 1 / (Z^2 u^4 + Z u^2)) = n / d; where the bracket's denominator is zero, B / (Z A).
        TField zuu = TMap.Z * u.Square();
        TField sum = zuu.Square() + zuu;
        TField n = TMap.B * (sum + TField.One);
        TField d = TMap.A * TField.Select(sum.IsZero, TMap.Z, -sum);

        // g(x1) d^6 = X^3 + A X d^4 + B d^6 with X = n d.
        TField dd = d.Square();
        TField dddd = dd.Square();
        TField x = n * d;
        TField g = (((x.Square() + (TMap.A * dddd)) * x) + (TMap.B * dddd * dd));
        bool isSquare = TMap.RootAndInverse(g, d, out TField root, out TField inverse);

        // Where g(x1) is no square, x2 = Z u^2 x1 has g(x2) = Z^3 u^6 g(x1), whose root is Z u^3 times that of Z g(x1).
        TField x1 = n * inverse;
        TField y1 = root * inverse * inverse.Square();
        TField affineX = TField.Select(isSquare, x1, zuu * x1);
        TField affineY = TField.Select(isSquare, y1, zuu * u * y1);
        affineY = TField.Select(TMap.IsOdd(u) == TMap.IsOdd(affineY), affineY, -affineY);
        return TMap.ToGroupCurve(affineX, affineY);
    }

    /// <summary>A polynomial's value, by Horner's rule.</summary>
    /// <param name="coefficients">From the lowest to the one below the highest, which is one.</param>
    /// <param name="x">The argument.</param>
    public static TField EvaluateMonic(ReadOnlySpan<TField> coefficients, in TField x)
    {
        TField value = x + coefficients[^1];
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            value = (value * x) + coefficients[i];
        }

        return value;
    }
}
