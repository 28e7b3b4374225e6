namespace ZToken.Algebra;

/// <summary>The optimal ate pairing of BN254 (EIP-197), as far as the EVM asks for it: whether a product of pairings is one.</summary>
/// <remarks>
/// F. Vercauteren, "Optimal pairings" (2008): Miller's function of 6 x + 2 and two lines more. Affine points and plain products, about a millisecond a pair.
/// Variable time. Points must be in their groups: <see cref="IsInSubgroup"/>.
/// </remarks>
public static class Bn254Pairing
{
    // The curve's parameter x, and 6 x + 2 without its top bit 2^64.
    private const ulong Parameter = 4965661367192848881;
    private const ulong LoopBelowTopBit = unchecked((6 * Parameter) + 2);

    // 36 x^4 + 36 x^3 + 18 x^2 + 6 x + 1, the order of the groups.
    private static ReadOnlySpan<ulong> Order => [0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029];

    /// <summary>Whether a point of the second curve lies in the group of prime order: by its multiple, 254 doublings.</summary>
    public static bool IsInSubgroup(in AffinePoint<Bn254Fp2> point) => point.MultiplyVarTime(Order).IsInfinity;

    /// <summary>Whether the product of the pairings is one.</summary>
    public static bool IsProductOne(ReadOnlySpan<(AffinePoint<Bn254Fp> P, AffinePoint<Bn254Fp2> Q)> pairs)
    {
        Bn254Fp12 product = Bn254Fp12.One;
        foreach ((AffinePoint<Bn254Fp> p, AffinePoint<Bn254Fp2> q) in pairs)
        {
            if (!p.IsInfinity && !q.IsInfinity)
            {
                product *= MillerLoop(p, q);
            }
        }

        return FinalExponentiation(product).IsOne;
    }

    private static Bn254Fp12 MillerLoop(in AffinePoint<Bn254Fp> p, in AffinePoint<Bn254Fp2> q)
    {
        Bn254Fp12 f = Bn254Fp12.One;
        AffinePoint<Bn254Fp2> t = q;
        for (int bit = 63; bit >= 0; bit--)
        {
            f = Step(f.Square(), ref t, t, p);
            if (((LoopBelowTopBit >> bit) & 1) != 0)
            {
                f = Step(f, ref t, q, p);
            }
        }

        AffinePoint<Bn254Fp2> first = Frobenius(q);
        f = Step(f, ref t, first, p);
        return Step(f, ref t, -Frobenius(first), p);
    }

    /// <summary>Adds a point to the running one (doubles it where they are the same) and multiplies by their line at P.</summary>
    /// <remarks>With (x, y) on the twist standing for (x w^2, y w^3), a line of slope s through (x, y) is yP - s xP w + (s x - y) w^3.</remarks>
    private static Bn254Fp12 Step(in Bn254Fp12 f, ref AffinePoint<Bn254Fp2> running, in AffinePoint<Bn254Fp2> other, in AffinePoint<Bn254Fp> p)
    {
        AffinePoint<Bn254Fp2> t = running;
        Bn254Fp2 slope;
        if (t == other)
        {
            Bn254Fp2 square = t.X.Square();
            slope = (square.Double() + square) * t.Y.Double().InvertVarTime();
        }
        else
        {
            slope = (other.Y - t.Y) * (other.X - t.X).InvertVarTime();
        }

        Bn254Fp2 x = slope.Square() - t.X - other.X;
        running = new AffinePoint<Bn254Fp2>(x, (slope * (t.X - x)) - t.Y);
        return f.TimesLine(p.Y, -(slope * p.X), (slope * t.X) - t.Y);
    }

    /// <summary>The p-th power of the coordinates, back on the twist.</summary>
    private static AffinePoint<Bn254Fp2> Frobenius(in AffinePoint<Bn254Fp2> q) =>
        new(q.X.Conjugate() * Bn254Fp12.FrobeniusFactor(2), q.Y.Conjugate() * Bn254Fp12.FrobeniusFactor(3));

    /// <summary>The power (p^12 - 1) / r.</summary>
    /// <remarks>M. Scott et al., "On the final exponentiation for calculating pairings on ordinary elliptic curves" (2009), section 5.</remarks>
    private static Bn254Fp12 FinalExponentiation(in Bn254Fp12 value)
    {
        // The easy part, (p^6 - 1)(p^2 + 1), after which the conjugate is the inverse.
        Bn254Fp12 f = value.Conjugate() * value.InvertVarTime();
        f = f.Frobenius().Frobenius() * f;

        Bn254Fp12 fx = f.Power(Parameter);
        Bn254Fp12 fx2 = fx.Power(Parameter);
        Bn254Fp12 fx3 = fx2.Power(Parameter);
        Bn254Fp12 fp = f.Frobenius();
        Bn254Fp12 fp2 = fp.Frobenius();
        Bn254Fp12 y0 = fp * fp2 * fp2.Frobenius();
        Bn254Fp12 y1 = f.Conjugate();
        Bn254Fp12 y2 = fx2.Frobenius().Frobenius();
        Bn254Fp12 y3 = fx.Frobenius().Conjugate();
        Bn254Fp12 y4 = (fx * fx2.Frobenius()).Conjugate();
        Bn254Fp12 y5 = fx2.Conjugate();
        Bn254Fp12 y6 = (fx3 * fx3.Frobenius()).Conjugate();

        // y0 y1^2 y2^6 y3^12 y4^18 y5^30 y6^36.
        Bn254Fp12 t0 = y6.Square() * y4 * y5;
        Bn254Fp12 t1 = y3 * y5 * t0;
        t0 *= y2;
        t1 = (t1.Square() * t0).Square();
        t0 = t1 * y1;
        t1 *= y0;
        return t0.Square() * t1;
    }
}
