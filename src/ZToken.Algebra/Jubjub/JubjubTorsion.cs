namespace ZToken.Algebra;

/// <summary>The points of Jubjub whose order divides the cofactor.</summary>
public static class JubjubTorsion
{
    /// <summary>The eight points of order 1, 2, 4 and 8: the multiples 0 to 7 of one of order 8.</summary>
    /// <remarks>Whoever takes a point from outside must know what these do to him; tests pass them through every check.</remarks>
    public static IReadOnlyList<JubjubAffine> Points { get; } = Create();

    private static JubjubAffine[] Create()
    {
        // The points with v = 11 have order 8 r_J (zkcrypto/jubjub uses one as its generator): r_J times one has order 8.
        _ = JubjubAffine.TryFromV(Fr.FromUInt64(11), uIsOdd: false, out JubjubAffine generator);
        JubjubPoint step = new JubjubPoint(generator).MultiplyVarTime(JubjubScalar.ModulusLimbs);
        JubjubAffine[] points = new JubjubAffine[JubjubCurve.Cofactor];
        JubjubPoint point = JubjubPoint.Identity;
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = point.ToAffine();
            point += step;
        }

        return points;
    }
}
