namespace ZToken.Algebra;

/// <summary>j 2^(8 i) G for j from 1 to 128 and i from 0 to 31, in the form of the lanes: 256 KiB, made at first use in some milliseconds.</summary>
internal static class GeneratorWindows
{
    /// <summary>Multiples in a window.</summary>
    public const int Entries = 1 << (WindowDigits.GeneratorWindowBits - 1);

    private static readonly AffinePoint<Secp256k1Fp>[] multiples = Make();

    /// <summary>All windows, one after another.</summary>
    public static ReadOnlySpan<AffinePoint<Secp256k1Fp>> Multiples => multiples;

    private static AffinePoint<Secp256k1Fp>[] Make()
    {
        JacobianPoint<Secp256k1Fp>[] points = new JacobianPoint<Secp256k1Fp>[Entries * WindowDigits.GeneratorWindows];
        AffinePoint<Secp256k1Fp> unit = AffinePoint<Secp256k1Fp>.Generator;
        for (int window = 0; window < points.Length; window += Entries)
        {
            JacobianPoint<Secp256k1Fp> sum = new(unit);
            for (int i = 0; i < Entries; i++)
            {
                points[window + i] = sum;
                sum += unit;
            }

            // Of 128 units, the last of the window, the double is the next window's unit.
            unit = points[window + Entries - 1].Double().ToAffineVarTime();
        }

        AffinePoint<Secp256k1Fp>[] affine = new AffinePoint<Secp256k1Fp>[points.Length];
        JacobianPoint<Secp256k1Fp>.BatchNormalizeVarTime(points, affine);
        return Array.ConvertAll(affine, point => new AffinePoint<Secp256k1Fp>(Secp256k1FpLanes.FormOf(point.X), Secp256k1FpLanes.FormOf(point.Y)));
    }
}
