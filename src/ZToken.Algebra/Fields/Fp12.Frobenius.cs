namespace ZToken.Algebra;

public readonly partial struct Fp12
{
    /// <summary>The p-th, p^2-th or p^3-th power.</summary>
    /// <remarks>
    /// In the basis 1, w, ..., w^5 over Fp2 the p-th power conjugates each coefficient and multiplies the i-th by g^i,
    /// where g = w^(p-1) = (1 + u)^((p-1)/6).
    /// </remarks>
    /// <param name="power">1, 2 or 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another power.</exception>
    public Fp12 Frobenius(int power)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(power, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(power, 3);
        Fp2[] g = FrobeniusConstants.Table[power - 1];
        return (power & 1) == 0
            ? new Fp12(
                new Fp6(C0.C0, C0.C1 * g[2], C0.C2 * g[4]),
                new Fp6(C1.C0 * g[1], C1.C1 * g[3], C1.C2 * g[5]))
            : new Fp12(
                new Fp6(C0.C0.Conjugate(), C0.C1.Conjugate() * g[2], C0.C2.Conjugate() * g[4]),
                new Fp6(C1.C0.Conjugate() * g[1], C1.C1.Conjugate() * g[3], C1.C2.Conjugate() * g[5]));
    }

    /// <summary>The factors (1 + u)^(i (p^power - 1) / 6) of the coefficients of 1, w, ..., w^5.</summary>
    internal static ReadOnlySpan<Fp2> FrobeniusFactors(int power) => FrobeniusConstants.Table[power - 1];

    /// <summary>The powers of (1 + u)^((p^k - 1) / 6), computed once from that formula.</summary>
    private static class FrobeniusConstants
    {
        // Table[k - 1][i] = (1 + u)^(i (p^k - 1) / 6).
        public static readonly Fp2[][] Table = Compute();

        private static Fp2[][] Compute()
        {
            Span<ulong> exponent = stackalloc ulong[6];
            DivideBySix(Fp.ModulusLimbs, exponent);
            Fp2 g1 = Power(new Fp2(Fp.One, Fp.One), exponent);
            // (p^2 - 1)/6 = (p - 1)/6 (p + 1), and (p^3 - 1)/6 = (p - 1)/6 (1 + p + p^2).
            Fp2 g2 = g1 * g1.Conjugate();
            Fp2 g3 = g2 * g1;
            return [PowersOf(g1), PowersOf(g2), PowersOf(g3)];
        }

        private static Fp2[] PowersOf(in Fp2 g)
        {
            Fp2[] powers = new Fp2[6];
            powers[0] = Fp2.One;
            for (int i = 1; i < powers.Length; i++)
            {
                powers[i] = powers[i - 1] * g;
            }

            return powers;
        }

        // Rounds down; p = 1 mod 6, so this is (p - 1) / 6.
        private static void DivideBySix(ReadOnlySpan<ulong> dividend, Span<ulong> quotient)
        {
            ulong remainder = 0;
            for (int i = dividend.Length - 1; i >= 0; i--)
            {
                UInt128 digit = new(remainder, dividend[i]);
                quotient[i] = (ulong)(digit / 6);
                remainder = (ulong)(digit % 6);
            }
        }

        private static Fp2 Power(in Fp2 value, ReadOnlySpan<ulong> exponent)
        {
            Fp2 result = Fp2.One;
            for (int i = (exponent.Length * 64) - 1; i >= 0; i--)
            {
                result = result.Square();
                if (((exponent[i >> 6] >> (i & 63)) & 1) != 0)
                {
                    result *= value;
                }
            }

            return result;
        }
    }
}
