using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The twelfth extension Fp2[w] / (w^6 - (9 + u)): where BN254's pairing takes its values.</summary>
/// <remarks>Six coefficients over Fp2 and products term by term: plain, since nothing of ZToken itself waits for this curve. <c>default</c> is zero.</remarks>
internal readonly struct Bn254Fp12
{
    private const int Degree = 6;

    // (9 + u)^(k (p - 1) / 6), by which the p-th power multiplies the conjugate of the coefficient of w^k.
    private static readonly Coefficients frobenius = FrobeniusFactors();

    private readonly Coefficients c;

    private Bn254Fp12(in Coefficients c) => this.c = c;

    public static Bn254Fp12 One
    {
        get
        {
            Coefficients one = default;
            one[0] = Bn254Fp2.One;
            return new Bn254Fp12(one);
        }
    }

    public bool IsOne
    {
        get
        {
            for (int i = 1; i < Degree; i++)
            {
                if (!c[i].IsZero)
                {
                    return false;
                }
            }

            return c[0] == Bn254Fp2.One;
        }
    }

    /// <summary>By how much the p-th power of w^k differs from it.</summary>
    public static Bn254Fp2 FrobeniusFactor(int k) => frobenius[k];

    /// <summary>Multiplies: 36 products in Fp2.</summary>
    public static Bn254Fp12 operator *(in Bn254Fp12 a, in Bn254Fp12 b)
    {
        Coefficients low = default;
        Coefficients high = default;
        for (int i = 0; i < Degree; i++)
        {
            for (int j = 0; j < Degree; j++)
            {
                Bn254Fp2 product = a.c[i] * b.c[j];
                if (i + j < Degree)
                {
                    low[i + j] += product;
                }
                else
                {
                    high[i + j - Degree] += product;
                }
            }
        }

        for (int i = 0; i < Degree; i++)
        {
            low[i] += high[i].TimesNonResidue();
        }

        return new Bn254Fp12(low);
    }

    /// <summary>This element times itself: 21 products in Fp2.</summary>
    public Bn254Fp12 Square()
    {
        Coefficients result = default;
        for (int i = 0; i < Degree; i++)
        {
            for (int j = i; j < Degree; j++)
            {
                Bn254Fp2 product = i == j ? c[i].Square() : (c[i] * c[j]).Double();
                int k = (i + j) % Degree;
                result[k] += i + j < Degree ? product : product.TimesNonResidue();
            }
        }

        return new Bn254Fp12(result);
    }

    /// <summary>Multiplies by a line y + a w + b w^3, y in the base field.</summary>
    public Bn254Fp12 TimesLine(in Bn254Fp y, in Bn254Fp2 a, in Bn254Fp2 b)
    {
        Coefficients result = default;
        for (int i = 0; i < Degree; i++)
        {
            Bn254Fp2 byA = c[(i + 5) % Degree] * a;
            Bn254Fp2 byB = c[(i + 3) % Degree] * b;
            result[i] = (c[i] * y) + (i < 1 ? byA.TimesNonResidue() : byA) + (i < 3 ? byB.TimesNonResidue() : byB);
        }

        return new Bn254Fp12(result);
    }

    /// <summary>The p^6-th power, which negates w; for values of the pairing the inverse.</summary>
    public Bn254Fp12 Conjugate()
    {
        Coefficients result = c;
        for (int i = 1; i < Degree; i += 2)
        {
            result[i] = -result[i];
        }

        return new Bn254Fp12(result);
    }

    /// <summary>The p-th power.</summary>
    public Bn254Fp12 Frobenius()
    {
        Coefficients result = default;
        for (int i = 0; i < Degree; i++)
        {
            result[i] = c[i].Conjugate() * frobenius[i];
        }

        return new Bn254Fp12(result);
    }

    /// <summary>The multiplicative inverse; zero for zero. Variable time.</summary>
    public Bn254Fp12 InvertVarTime()
    {
        // a times its conjugate has even powers of w only: an element n0 + n1 v + n2 v^2 with v^3 = 9 + u, inverted by its adjugate.
        Bn254Fp12 conjugate = Conjugate();
        Bn254Fp12 norm = this * conjugate;
        Bn254Fp2 n0 = norm.c[0], n1 = norm.c[2], n2 = norm.c[4];
        Bn254Fp2 a0 = n0.Square() - (n1 * n2).TimesNonResidue();
        Bn254Fp2 a1 = n2.Square().TimesNonResidue() - (n0 * n1);
        Bn254Fp2 a2 = n1.Square() - (n0 * n2);
        Bn254Fp2 inverse = (((n1 * a2) + (n2 * a1)).TimesNonResidue() + (n0 * a0)).InvertVarTime();
        Coefficients adjugate = default;
        adjugate[0] = a0 * inverse;
        adjugate[2] = a1 * inverse;
        adjugate[4] = a2 * inverse;
        return conjugate * new Bn254Fp12(adjugate);
    }

    /// <summary>A power with a public exponent.</summary>
    public Bn254Fp12 Power(ulong exponent)
    {
        Bn254Fp12 power = One;
        for (int i = 63; i >= 0; i--)
        {
            power = power.Square();
            power = ((exponent >> i) & 1) != 0 ? power * this : power;
        }

        return power;
    }

    private static Coefficients FrobeniusFactors()
    {
        Coefficients factors = default;
        Bn254Fp2 first = Bn254Fp2.NonResidue.PowerVarTime((Bn254Fp.Modulus - 1) / Degree);
        factors[0] = Bn254Fp2.One;
        for (int i = 1; i < Degree; i++)
        {
            factors[i] = factors[i - 1] * first;
        }

        return factors;
    }

    [InlineArray(Degree)]
    private struct Coefficients
    {
        private Bn254Fp2 first;
    }
}
