using System.Numerics;
using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>Sums of multiples on secp256k1 against double-and-add, which knows nothing of halves and digits.</summary>
public sealed class Secp256k1GroupTests
{
    private static readonly AffinePoint<Secp256k1Fp> generator = AffinePoint<Secp256k1Fp>.Generator;

    private static readonly Gen<Secp256k1Fn> scalars = Gen.OneOf(
        Gen.Byte.Array[40].Select(b => Secp256k1Fn.FromWideLittleEndian(b)),
        Gen.Int[-40, 40].Select(i => Secp256k1Fn.FromBigInteger(i)),
        Gen.Int[-40, 40].Select(i => Secp256k1Fn.FromBigInteger(i) * Secp256k1Endomorphism.Lambda),
        Gen.Int[0, 255].Select(i => Secp256k1Fn.FromBigInteger(BigInteger.One << i)));

    [Fact]
    public void The_generator_is_on_the_curve_and_has_order_n()
    {
        Assert.True(generator.IsOnCurve);
        Assert.True(generator.MultiplyVarTime(Secp256k1Fn.ModulusLimbs).IsInfinity);
    }

    [Fact]
    public void A_sum_of_two_multiples_equals_double_and_add() => Gen.Select(scalars, scalars, scalars).Sample((a, k, b) =>
    {
        AffinePoint<Secp256k1Fp> point = Multiply(generator, k).ToAffine();
        Assert.Equal(Multiply(generator, a) + Multiply(point, b), Secp256k1Group.SumVarTime(a, point, b));
    }, iter: 400);

    [Fact]
    public void Multiples_that_meet_or_cancel_on_the_way_are_summed_too()
    {
        // The point is a small multiple of the generator or of its image: entries of the two tables are equal or opposite.
        foreach (int factor in (int[])[1, -1, 2, 3, -3, 5, 15, 17, 255])
        {
            foreach (Secp256k1Fn scale in (Secp256k1Fn[])[Secp256k1Fn.One, Secp256k1Endomorphism.Lambda])
            {
                AffinePoint<Secp256k1Fp> point = Multiply(generator, Secp256k1Fn.FromBigInteger(factor) * scale).ToAffine();
                for (int a = -3; a <= 3; a++)
                {
                    for (int b = -3; b <= 3; b++)
                    {
                        Secp256k1Fn first = Secp256k1Fn.FromBigInteger(a * factor) * scale;
                        Secp256k1Fn second = Secp256k1Fn.FromBigInteger(b);
                        JacobianPoint<Secp256k1Fp> sum = Secp256k1Group.SumVarTime(first, point, second);
                        Assert.Equal(Multiply(point, Secp256k1Fn.FromBigInteger(a + b)), sum);
                        Assert.Equal(a + b == 0, sum.IsInfinity);
                    }
                }
            }
        }
    }

    [Fact]
    public void Zero_scalars_and_infinity_add_nothing()
    {
        Secp256k1Fn seven = Secp256k1Fn.FromUInt64(7);
        JacobianPoint<Secp256k1Fp> sevenfold = Multiply(generator, seven);
        Assert.Equal(sevenfold, Secp256k1Group.SumVarTime(seven, generator, Secp256k1Fn.Zero));
        Assert.Equal(sevenfold, Secp256k1Group.SumVarTime(Secp256k1Fn.Zero, generator, seven));
        Assert.Equal(sevenfold, Secp256k1Group.SumVarTime(seven, AffinePoint<Secp256k1Fp>.Infinity, seven));
        Assert.True(Secp256k1Group.SumVarTime(Secp256k1Fn.Zero, generator, Secp256k1Fn.Zero).IsInfinity);
    }

    [Fact]
    public void A_root_squares_back_and_of_an_element_and_its_negative_one_is_a_square() => Gen.Byte.Array[40].Sample(bytes =>
    {
        Secp256k1Fp x = Secp256k1Fp.FromWideLittleEndian(bytes);
        bool square = x.TrySqrt(out Secp256k1Fp root);
        bool negativeSquare = (-x).TrySqrt(out Secp256k1Fp negativeRoot);
        Assert.True(x.IsZero || square ^ negativeSquare);
        Assert.Equal(square ? x : -x, (square ? root : negativeRoot).Square());
    }, iter: 500);

    [Fact]
    public void Lifting_finds_the_point_of_either_parity_or_none() => scalars.Sample(k =>
    {
        Secp256k1Fn factor = k.IsZero ? Secp256k1Fn.One : k;
        AffinePoint<Secp256k1Fp> point = Multiply(generator, factor).ToAffine();
        Assert.True(Secp256k1Group.TryLiftVarTime(point.X, point.Y.IsOdd, out AffinePoint<Secp256k1Fp> lifted));
        Assert.Equal(point, lifted);
        Assert.True(Secp256k1Group.TryLiftVarTime(point.X, !point.Y.IsOdd, out lifted));
        Assert.Equal(-point, lifted);
        // 5 is the x of no point: 132 is not a square.
        Assert.False(Secp256k1Group.TryLiftVarTime(Secp256k1Fp.FromUInt64(5), true, out _));
    }, iter: 60);

    [Fact]
    public void Inverses_in_variable_time_equal_those_by_Fermat() => scalars.Sample(k =>
    {
        Assert.Equal(k.Invert(), k.InvertVarTime());
        Secp256k1Fp x = Secp256k1Fp.FromBigInteger(k.ToBigInteger());
        Assert.Equal(x.Invert(), x.InvertVarTime());
    }, iter: 200);

    [Fact]
    public void Half_of_three_times_is_what_it_says() => Gen.Byte.Array[40].Sample(bytes =>
    {
        Secp256k1Fp x = Secp256k1Fp.FromWideLittleEndian(bytes);
        Secp256k1Fp.TimesThreeHalves(x, out Secp256k1Fp result);
        Assert.Equal(x + x + x, result + result);
        Secp256k1Fp.TimesThreeHalves(-Secp256k1Fp.One, out result);
        Assert.Equal(-Secp256k1Fp.FromUInt64(3), result + result);
    });

    [Fact]
    public void Scalars_of_32_bytes_are_reduced_and_others_refused()
    {
        byte[] bytes = new byte[32];
        Assert.True((Secp256k1Fn.Modulus + 5).TryWriteBytes(bytes, out _, isUnsigned: true, isBigEndian: true));
        Assert.Equal(Secp256k1Fn.FromUInt64(5), Secp256k1Fn.FromBigEndian(bytes));
        Assert.Throws<ArgumentException>(() => Secp256k1Fn.FromBigEndian(new byte[31]));
    }

    private static JacobianPoint<Secp256k1Fp> Multiply(AffinePoint<Secp256k1Fp> point, Secp256k1Fn k)
    {
        ulong[] limbs = new ulong[4];
        k.ToCanonicalLimbs(limbs);
        return point.MultiplyVarTime(limbs);
    }
}
