using System.Numerics;
using CsCheck;

namespace ZToken.Algebra.Tests;

public sealed unsafe class ScalarSplitTests
{
    private static readonly BigInteger z = BigInteger.Pow(CurveParameter.AbsoluteX, 2);

    [Fact]
    public void Random_scalars_split_into_small_halves()
    {
        Gen.Byte.Array[64].Sample(bytes => AssertSplit(Fr.FromWideLittleEndian(bytes).ToBigInteger()), iter: 2000);
    }

    [Fact]
    public void Scalars_around_multiples_of_z_and_the_ends_split_into_small_halves()
    {
        foreach (BigInteger quotient in (BigInteger[])[0, 1, 2, z / 2, (z / 2) + 1, z - 2, z - 1])
        {
            foreach (BigInteger rest in (BigInteger[])[-1, 0, 1, (z / 2) - 1, z / 2, (z / 2) + 1])
            {
                BigInteger k = ((quotient * z) + rest) % Fr.Modulus;
                AssertSplit(k.Sign < 0 ? k + Fr.Modulus : k);
            }
        }

        AssertSplit(Fr.Modulus - 1);
        AssertSplit(Fr.Modulus / 2);
    }

    [Fact]
    public void The_endomorphism_multiplies_by_z_in_both_groups()
    {
        Fr factor = Fr.FromBigInteger(z);
        Assert.Equal((G1Affine.Generator * factor).ToAffine(), new G1Affine(G1Affine.Generator.X * GroupEndomorphism.Beta<Fp>(), -G1Affine.Generator.Y));
        Assert.Equal((G2Affine.Generator * factor).ToAffine(), new G2Affine(G2Affine.Generator.X * GroupEndomorphism.Beta<Fp2>(), -G2Affine.Generator.Y));
        Assert.Equal(Fr.Modulus, (z * z) - z + 1);
    }

    private static void AssertSplit(BigInteger k)
    {
        ulong* words = stackalloc ulong[4];
        for (int i = 0; i < 4; i++)
        {
            words[i] = (ulong)((k >> (64 * i)) & ulong.MaxValue);
        }

        ScalarSplit.SplitVarTime(words, out Int128 a, out Int128 b);
        Assert.True((((BigInteger)a + ((BigInteger)b * z) - k) % Fr.Modulus).IsZero);
        // What sixteen-bit windows without a bit to spare allow.
        BigInteger limit = BigInteger.One << 127;
        Assert.True(BigInteger.Abs(a) < limit * 7 / 10 && BigInteger.Abs(b) < limit * 7 / 10);
    }
}
