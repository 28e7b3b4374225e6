namespace ZToken.Algebra;

/// <summary>Odd multiples of secp256k1's generator and of its image under the endomorphism, made at first use: 32 KiB.</summary>
internal static class GeneratorMultiples
{
    /// <summary>The width of the digits that the tables serve.</summary>
    public const int Width = 10;

    private static readonly AffinePoint<Secp256k1Fp>[] multiples = Make();
    private static readonly AffinePoint<Secp256k1Fp>[] images = Array.ConvertAll(multiples, point => Secp256k1Endomorphism.Apply(point));

    /// <summary>(2 i + 1) G.</summary>
    public static ReadOnlySpan<AffinePoint<Secp256k1Fp>> Multiples => multiples;

    /// <summary>(2 i + 1) lambda G.</summary>
    public static ReadOnlySpan<AffinePoint<Secp256k1Fp>> Images => images;

    private static AffinePoint<Secp256k1Fp>[] Make()
    {
        JacobianPoint<Secp256k1Fp>[] points = new JacobianPoint<Secp256k1Fp>[1 << (Width - 2)];
        points[0] = JacobianPoint<Secp256k1Fp>.Generator;
        AffinePoint<Secp256k1Fp> step = points[0].Double().ToAffineVarTime();
        for (int i = 1; i < points.Length; i++)
        {
            points[i] = points[i - 1] + step;
        }

        AffinePoint<Secp256k1Fp>[] affine = new AffinePoint<Secp256k1Fp>[points.Length];
        JacobianPoint<Secp256k1Fp>.BatchNormalizeVarTime(points, affine);
        return affine;
    }
}
