namespace ZToken.Algebra;

public static partial class Pairing
{
    /// <summary>Raises to 3 (p^12 - 1) / r, which makes the pairing's value of a product of Miller's functions.</summary>
    /// <remarks>
    /// (p^12 - 1) / r = (p^6 - 1)(p^2 + 1) (p^4 - p^2 + 1) / r, and three times the last factor is (x - 1)^2 (x + p)(x^2 + p^2 - 1) + 3:
    /// D. Hayashida, K. Hayasaka, T. Teruya, "Efficient final exponentiation via cyclotomic structure for pairings over families of
    /// elliptic curves" (2020), theorem 1. Five powers to x, each 63 cyclotomic squares and 5 products.
    /// </remarks>
    /// <exception cref="ArgumentException">Zero, which no Miller loop gives.</exception>
    public static Gt FinalExponentiation(in Fp12 f)
    {
        if (f.IsZero)
        {
            throw new ArgumentException("Zero has no image in the group.", nameof(f));
        }

        return new Gt(FpLanes.IsSupported ? RowFinalExponentiation.Run(f) : ScalarFinalExponentiation(f));
    }

    internal static Fp12 ScalarFinalExponentiation(in Fp12 f)
    {
        // The easy part: into the cyclotomic subgroup, where inverses are conjugates.
        Fp12 m = f.Conjugate() * f.Invert();
        m = m.Frobenius(2) * m;

        Fp12 a = PowerOfParameterLessOne(PowerOfParameterLessOne(m));
        Fp12 b = PowerOfParameter(a) * a.Frobenius(1);
        Fp12 c = PowerOfParameter(PowerOfParameter(b)) * b.Frobenius(2) * b.Conjugate();
        return c * m.CyclotomicSquare() * m;
    }

    private static Fp12 PowerOfParameterLessOne(in Fp12 m) => PowerOfParameter(m) * m.Conjugate();

    private static Fp12 PowerOfParameter(in Fp12 m)
    {
        Fp12 power = m;
        for (int bit = LoopTopBit - 1; bit >= 0; bit--)
        {
            power = power.CyclotomicSquare();
            if (LoopBit(bit))
            {
                power *= m;
            }
        }

        return power.Conjugate();
    }
}
