using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Values of points on the Montgomery form, as the witness steps need them.</summary>
internal static class MontgomeryForm
{
    /// <summary>A of B y^2 = x^3 + A x^2 + x.</summary>
    public static Fr A { get; } = Fr.FromUInt64(JubjubCurve.MontgomeryA);

    /// <summary>B of B y^2 = x^3 + A x^2 + x.</summary>
    public static Fr B { get; } = -Fr.FromUInt64(-JubjubCurve.MontgomeryB);

    /// <summary>The coordinates of many points with one inversion; zeros for the identity and (0, -1), which have none.</summary>
    public static void FromPoints(ReadOnlySpan<JubjubPoint> points, Span<Fr> xs, Span<Fr> ys)
    {
        for (int i = 0; i < points.Length; i++)
        {
            xs[i] = points[i].U * (points[i].Z - points[i].V);
        }

        BatchInversion.Invert(xs);
        for (int i = 0; i < points.Length; i++)
        {
            // x = (Z + V) / (Z - V) and y = x Z / U.
            Fr common = (points[i].Z + points[i].V) * xs[i];
            xs[i] = common * points[i].U;
            ys[i] = common * points[i].Z;
        }
    }
}
