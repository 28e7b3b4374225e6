using System.Numerics;
using CsCheck;

namespace ZToken.Algebra.Tests;

public sealed class FpTests : PrimeFieldTests<Fp>;

public sealed class FrTests : PrimeFieldTests<Fr>;

public sealed class JubjubScalarTests : PrimeFieldTests<JubjubScalar>;

public sealed class Bn254FpTests : PrimeFieldTests<Bn254Fp>;

public sealed class Secp256k1FpTests : PrimeFieldTests<Secp256k1Fp>;

public sealed class Secp256k1FnTests : PrimeFieldTests<Secp256k1Fn>;

/// <summary>A prime field against the framework's integers.</summary>
public abstract class PrimeFieldTests<T>
    where T : unmanaged, IPrimeField<T>
{
    private static readonly BigInteger modulus = T.Modulus;

    // Random residues, and those near the ends and near the limbs' edges.
    private static readonly Gen<BigInteger> residues = Gen.OneOf(
        Gen.Byte.Array[T.SizeInBytes + 8].Select(b => new BigInteger(b, isUnsigned: true) % modulus),
        Gen.Int[0, 3].Select(i => new BigInteger(i)),
        Gen.Int[1, 3].Select(i => modulus - i),
        Gen.Select(Gen.Int[1, (T.SizeInBytes / 8) - 1], Gen.Int[-2, 2]).Select((limb, offset) => ((BigInteger.One << (64 * limb)) + offset) % modulus));

    [Fact]
    public void Operations_equal_those_on_integers() => Gen.Select(residues, residues).Sample((a, b) =>
    {
        T x = T.FromBigInteger(a);
        T y = T.FromBigInteger(b);
        Assert.Equal((a + b) % modulus, (x + y).ToBigInteger());
        Assert.Equal((a - b + modulus) % modulus, (x - y).ToBigInteger());
        Assert.Equal(a * b % modulus, (x * y).ToBigInteger());
        Assert.Equal((modulus - a) % modulus, (-x).ToBigInteger());
        Assert.Equal(a * a % modulus, x.Square().ToBigInteger());
        Assert.Equal(2 * a % modulus, x.Double().ToBigInteger());
        Assert.Equal(a == b, x == y);
        Assert.Equal(a.IsZero, x.IsZero);
    });

    [Fact]
    public void The_inverse_times_the_element_is_one_and_zero_stays_zero() => residues.Sample(a =>
    {
        T x = T.FromBigInteger(a);
        Assert.Equal(a.IsZero ? T.Zero : T.One, x * x.Invert());
    }, iter: 200);

    [Fact]
    public void Encodings_give_back_the_element() => residues.Sample(a =>
    {
        T x = T.FromBigInteger(a);
        byte[] little = new byte[T.SizeInBytes];
        byte[] big = new byte[T.SizeInBytes];
        x.WriteLittleEndian(little);
        x.WriteBigEndian(big);
        Assert.True(T.TryReadLittleEndian(little, out T fromLittle));
        Assert.True(T.TryReadBigEndian(big, out T fromBig));
        Assert.Equal(x, fromLittle);
        Assert.Equal(x, fromBig);
        Array.Reverse(little);
        Assert.Equal(big, little);
        Assert.Equal(a, new BigInteger(big, isUnsigned: true, isBigEndian: true));
    });

    [Fact]
    public void Encodings_of_the_modulus_and_above_are_refused()
    {
        for (int offset = 0; offset < 3; offset++)
        {
            byte[] bytes = new byte[T.SizeInBytes];
            Assert.True((modulus + offset).TryWriteBytes(bytes, out _, isUnsigned: true));
            Assert.False(T.TryReadLittleEndian(bytes, out _));
            Array.Reverse(bytes);
            Assert.False(T.TryReadBigEndian(bytes, out _));
        }

        Assert.False(T.TryReadLittleEndian(Enumerable.Repeat((byte)0xff, T.SizeInBytes).ToArray(), out _));
        Assert.False(T.TryReadLittleEndian(new byte[T.SizeInBytes - 1], out _));
        Assert.False(T.TryReadBigEndian(new byte[T.SizeInBytes + 1], out _));
    }

    [Fact]
    public void Wide_integers_are_reduced() => Gen.Byte.Array[0, 2 * T.SizeInBytes].Sample(bytes =>
        Assert.Equal(new BigInteger(bytes, isUnsigned: true) % modulus, T.FromWideLittleEndian(bytes).ToBigInteger()));

    [Fact]
    public void Powers_equal_those_of_integers() => Gen.Select(residues, Gen.ULong.Array[0, 3]).Sample((a, e) =>
    {
        BigInteger exponent = BigInteger.Zero;
        for (int i = e.Length - 1; i >= 0; i--)
        {
            exponent = (exponent << 64) + e[i];
        }

        Assert.Equal(BigInteger.ModPow(a, exponent, modulus), T.FromBigInteger(a).Power(e).ToBigInteger());
    }, iter: 100);

    [Fact]
    public void Select_takes_the_first_where_the_condition_holds()
    {
        T two = T.FromUInt64(2);
        Assert.Equal(two, T.Select(true, two, T.One));
        Assert.Equal(T.One, T.Select(false, two, T.One));
    }

    [Fact]
    public void A_seed_gives_the_same_elements_again()
    {
        RandomSource first = RandomSource.FromSeed("seed"u8);
        RandomSource second = RandomSource.FromSeed("seed"u8);
        T a = T.Random(first);
        Assert.Equal(a, T.Random(second));
        Assert.NotEqual(a, T.Random(first));
    }
}
