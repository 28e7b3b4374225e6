namespace ZToken.Algebra;

/// <summary>The odd multiples P, 3 P, 5 P, ... of a point of secp256k1, to be added digit by digit.</summary>
internal static class OddMultiples
{
    /// <summary>Writes the multiples in coordinates that are scaled as one, without an inversion. Variable time.</summary>
    /// <remarks>
    /// Formulas for y^2 = x^3 + b do not mention b, so that (x z^2, y z^3) may be calculated with in place of (x, y) for any z: one moves to another curve, isomorphic to ours.
    /// First to that on which 2 P is affine, to add it cheaply; the sums' denominators are then made equal, each being the one before times the h of its addition.
    /// </remarks>
    /// <param name="point">The point, not infinity.</param>
    /// <param name="multiples">Where the multiples go.</param>
    /// <returns>The z: (X, Y) here stands for (X / z^2, Y / z^3).</returns>
    public static Secp256k1Fp WriteScaledVarTime(in AffinePoint<Secp256k1Fp> point, Span<AffinePoint<Secp256k1Fp>> multiples)
    {
        Secp256k1Sum doubled = new(point);
        doubled.Double();
        AffinePoint<Secp256k1Fp> step = doubled.Numerators;
        multiples[0] = Scale(point, doubled.Z);
        Secp256k1Sum sum = new(multiples[0]);
        Span<Secp256k1Fp> ratios = stackalloc Secp256k1Fp[multiples.Length];
        for (int i = 1; i < multiples.Length; i++)
        {
            // Neither infinity nor equal to the step: small multiples of a point of large order differ.
            sum.AddDistinct(step, out ratios[i]);
            multiples[i] = sum.Numerators;
        }

        Secp256k1Fp missing = Secp256k1Fp.One;
        for (int i = multiples.Length - 2; i >= 0; i--)
        {
            missing *= ratios[i + 1];
            multiples[i] = Scale(multiples[i], missing);
        }

        return sum.Z * doubled.Z;
    }

    /// <summary>(x z^2, y z^3).</summary>
    public static AffinePoint<Secp256k1Fp> Scale(in AffinePoint<Secp256k1Fp> point, in Secp256k1Fp z)
    {
        Secp256k1Fp square = z.Square();
        return new AffinePoint<Secp256k1Fp>(point.X * square, point.Y * square * z);
    }
}
