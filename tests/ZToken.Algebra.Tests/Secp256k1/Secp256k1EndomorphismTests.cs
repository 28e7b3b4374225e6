using System.Globalization;
using System.Numerics;
using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>The halving of scalars: constants recomputed, and the halves' sum and bounds.</summary>
public sealed class Secp256k1EndomorphismTests
{
    private static readonly BigInteger order = Secp256k1Fn.Modulus;
    private static readonly BigInteger lambda = Secp256k1Endomorphism.Lambda.ToBigInteger();
    private static readonly BigInteger a1 = Parse("3086d221a7d46bcde86c90e49284eb15");
    private static readonly BigInteger b1 = -Parse("e4437ed6010e88286f547fa90abfe4c3");
    private static readonly BigInteger a2 = Parse("114ca50f7a8e2f3f657c1108d9d44cfd8");
    private static readonly BigInteger b2 = a1;

    // Random scalars; small ones and their negatives; and those beside the points where the rounding of the quotients changes.
    private static readonly Gen<Secp256k1Fn> scalars = Gen.OneOf(
        Gen.Byte.Array[40].Select(b => Secp256k1Fn.FromWideLittleEndian(b)),
        Gen.Int[-5, 5].Select(i => Secp256k1Fn.FromBigInteger(i)),
        Gen.Select(Gen.Byte.Array[15], Gen.Bool, Gen.Int[-2, 2]).Select((b, first, offset) => Secp256k1Fn.FromBigInteger(
            (((2 * new BigInteger(b, isUnsigned: true)) + 1) * order / (2 * (first ? b2 : -b1))) + offset)));

    [Fact]
    public void Both_constants_are_cube_roots_of_one()
    {
        Assert.NotEqual(Secp256k1Fp.One, Secp256k1Endomorphism.Beta);
        Assert.Equal(Secp256k1Fp.One, Secp256k1Endomorphism.Beta.Square() * Secp256k1Endomorphism.Beta);
        Assert.Equal(Secp256k1Fn.One, Secp256k1Endomorphism.Lambda.Square() * Secp256k1Endomorphism.Lambda);
    }

    [Fact]
    public void The_basis_spans_the_relations_between_one_and_lambda()
    {
        Assert.True(((a1 + (b1 * lambda)) % order).IsZero);
        Assert.True(((a2 + (b2 * lambda)) % order).IsZero);
        Assert.Equal(order, (a1 * b2) - (a2 * b1));
    }

    [Fact]
    public void The_map_multiplies_points_by_lambda()
    {
        AffinePoint<Secp256k1Fp> generator = AffinePoint<Secp256k1Fp>.Generator;
        ulong[] limbs = new ulong[4];
        Secp256k1Endomorphism.Lambda.ToCanonicalLimbs(limbs);
        Assert.Equal(generator.MultiplyVarTime(limbs).ToAffine(), Secp256k1Endomorphism.Apply(generator));
    }

    [Fact]
    public void Halves_sum_to_the_scalar_and_keep_their_bounds() => scalars.Sample(k =>
    {
        (HalfScalar first, HalfScalar second) = Secp256k1Endomorphism.SplitVarTime(k);
        BigInteger k1 = ToInteger(first), k2 = ToInteger(second);
        BigInteger rest = (k1 + (k2 * lambda) - k.ToBigInteger()) % order;
        Assert.True(rest.IsZero);
        Assert.True(BigInteger.Abs(k1) <= ((a1 + a2) / 2) + 1);
        Assert.True(BigInteger.Abs(k2) <= ((b2 - b1) / 2) + 1);
    }, iter: 5000);

    [Fact]
    public void The_bounds_leave_room_for_rounding_up() =>
        Assert.True(BigInteger.Max(a1 + a2, b2 - b1) / 2 < (BigInteger.One << 128) - (1 << 15));

    [Fact]
    public void Digits_are_odd_sparse_and_sum_to_the_scalar() => Gen.Select(scalars, Gen.Int[2, 12]).Sample((k, width) =>
    {
        HalfScalar half = Secp256k1Endomorphism.SplitVarTime(k).First;
        short[] digits = new short[NonAdjacentForm.Length];
        Array.Fill(digits, (short)77);
        int length = NonAdjacentForm.WriteVarTime(half, width, digits);
        BigInteger sum = BigInteger.Zero;
        int last = -width;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += new BigInteger(digits[i]) << i;
            if (digits[i] != 0)
            {
                Assert.True(i < length && int.IsOddInteger(digits[i]) && Math.Abs(digits[i]) < 1 << (width - 1) && i - last >= width);
                last = i;
            }
        }

        Assert.Equal(ToInteger(half), sum);
        Assert.Equal(length, last < 0 ? 0 : last + 1);
    }, iter: 2000);

    private static BigInteger ToInteger(HalfScalar half) => half.IsNegative ? -(BigInteger)half.Magnitude : (BigInteger)half.Magnitude;

    private static BigInteger Parse(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
