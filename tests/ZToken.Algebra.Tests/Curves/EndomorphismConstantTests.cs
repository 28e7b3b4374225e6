using System.Numerics;

namespace ZToken.Algebra.Tests;

/// <summary>The constants behind the endomorphisms, computed again from what their comments say.</summary>
public sealed class EndomorphismConstantTests
{
    private static readonly BigInteger x = -new BigInteger(CurveParameter.AbsoluteX);
    private static readonly BigInteger p = Fp.Modulus;
    private static readonly BigInteger r = Fr.Modulus;

    private static Fp2 Power(Fp2 value, BigInteger exponent)
    {
        Fp2 result = Fp2.One;
        for (long i = (long)exponent.GetBitLength() - 1; i >= 0; i--)
        {
            result = result.Square();
            if (((exponent >> (int)i) & 1) == 1)
            {
                result *= value;
            }
        }

        return result;
    }

    [Fact]
    public void The_moduli_are_those_of_the_family()
    {
        Assert.Equal(r, BigInteger.Pow(x, 4) - (x * x) + 1);
        Assert.Equal(p, ((x - 1) * (x - 1) * r / 3) + x);
        // [p - x] = h1 r kills what the check on G2 accepts: h1 must share nothing with G2's cofactor.
        BigInteger h1 = (x - 1) * (x - 1) / 3;
        BigInteger h2 = (BigInteger.Pow(x, 8) - (4 * BigInteger.Pow(x, 7)) + (5 * BigInteger.Pow(x, 6)) - (4 * BigInteger.Pow(x, 4))
            + (6 * BigInteger.Pow(x, 3)) - (4 * x * x) - (4 * x) + 13) / 9;
        Assert.Equal(p - x, h1 * r);
        Assert.True(BigInteger.GreatestCommonDivisor(h1, h2).IsOne);
    }

    [Fact]
    public void Beta_is_two_to_a_third_of_p_minus_one_and_phi_multiplies_by_minus_x_squared()
    {
        Assert.Equal(Fp.FromBigInteger(BigInteger.ModPow(2, (p - 1) / 3, p)), G1Endomorphism.Beta);
        G1Point expected = G1Affine.Generator * Fr.FromBigInteger(-x * x);
        Assert.Equal(expected.ToAffine(), G1Endomorphism.Apply(G1Affine.Generator));
    }

    [Fact]
    public void Psi_divides_by_the_roots_of_one_plus_u_and_multiplies_by_x()
    {
        Fp2 nonResidue = new(Fp.One, Fp.One);
        G2Point ones = G2Endomorphism.Apply(new G2Point(Fp2.One, Fp2.One, Fp2.One));
        Assert.Equal(Power(nonResidue, (p - 1) / 3).Invert(), ones.X);
        Assert.Equal(Power(nonResidue, (p - 1) / 2).Invert(), ones.Y);
        Assert.Equal(G2Affine.Generator * Fr.FromBigInteger(x), G2Endomorphism.Apply(new G2Point(G2Affine.Generator)));
    }
}
