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
    public void What_was_in_the_place_of_the_result_does_not_matter()
    {
        byte[] result = [9, 9, 9];
        ModularPower.Compute([2], [10], [0, 3, 232], result);
        Assert.Equal([0, 0, 24], result);
    }

    private static BigInteger Read(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
