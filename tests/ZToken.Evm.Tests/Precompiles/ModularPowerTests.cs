using System.Numerics;
using CsCheck;

namespace ZToken.Evm.Tests;

/// <summary>Powers modulo numbers of any length against .NET's big integers.</summary>
public class ModularPowerTests
{
    private static readonly Gen<byte[]> numbers = Gen.OneOf(
        Gen.Byte.Array[0, 40],
        Gen.Byte.Array[0, 200],
        Gen.Select(Gen.Byte.Array[0, 24], Gen.Int[0, 24]).Select((head, zeros) => (byte[])[.. head, .. new byte[zeros]]),
        Gen.Select(Gen.Int[0, 24], Gen.Byte.Array[0, 24]).Select((zeros, tail) => (byte[])[.. new byte[zeros], .. tail]),
        Gen.Int[0, 40].Select(length => Enumerable.Repeat((byte)0xff, length).ToArray()));

    private static readonly ulong[] ends = [0, 1, 1UL << 63, (1UL << 63) - 1, ulong.MaxValue, ulong.MaxValue - 1];

    // Limbs at the ends of their range make the guessed digits of a quotient wrong.
    private static readonly Gen<ulong[]> limbs =
        Gen.OneOf(Gen.ULong, Gen.Int[0, ends.Length - 1].Select(i => ends[i])).Array[0, 8];

    [Fact]
    public void Powers_are_those_of_big_integers() => Gen.Select(numbers, numbers, numbers).Sample((value, exponent, modulus) =>
    {
        byte[] result = new byte[modulus.Length];
        ModularPower.Compute(value, exponent, modulus, result);

        BigInteger m = Read(modulus);
        BigInteger expected = m <= 1 ? BigInteger.Zero : BigInteger.ModPow(Read(value), Read(exponent), m);
        Assert.Equal(expected, Read(result));
    }, iter: 5000);

    [Fact]
    public void Remainders_are_those_of_big_integers() => Gen.Select(limbs, limbs.Where(limbs => limbs.Length > 0 && limbs[^1] != 0)).Sample(
        (a, divisor) => Assert.Equal(Read(a) % Read(divisor), Read(LimbArithmetic.Remainder(a, divisor))), iter: 20_000);

    [Fact]
    public void What_was_in_the_place_of_the_result_does_not_matter()
    {
        byte[] result = [9, 9, 9];
        ModularPower.Compute([2], [10], [0, 3, 232], result);
        Assert.Equal([0, 0, 24], result);
    }

    private static BigInteger Read(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Read(ulong[] limbs) => new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(limbs.AsSpan()), isUnsigned: true);
}
