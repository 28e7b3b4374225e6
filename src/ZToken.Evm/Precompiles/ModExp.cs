using System.Numerics;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>0x05: a power modulo a number, of any length (EIP-198).</summary>
/// <remarks>Input: the lengths of base, exponent and modulus, 32 bytes each, then these; what is missing is zero. The output is as long as the modulus.</remarks>
internal sealed class ModExp(ModExpPrice price) : IPrecompile
{
    private const int HeadLength = 96;

    // Longer numbers cost more than any block has, even where the exponent is one bit.
    private const ulong LongestPayable = 1UL << 40;

    public long GasOf(ReadOnlySpan<byte> input)
    {
        ulong baseLength = LengthAt(input, 0), exponentLength = LengthAt(input, 32), modulusLength = LengthAt(input, 64);
        UInt128 gas = price.Product(Math.Max(baseLength, modulusLength)) * Iterations(input, baseLength, exponentLength) / price.Divisor;
        return gas > long.MaxValue ? long.MaxValue : Math.Max(price.Least, (long)gas);
    }

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        int baseLength = (int)LengthAt(input, 0), modulusLength = (int)LengthAt(input, 64);
        output = new byte[modulusLength];
        if (modulusLength == 0)
        {
            // Then the exponent, which nothing limits, does not matter either.
            return true;
        }

        int exponentLength = (int)LengthAt(input, 32);
        BigInteger modulus = Read(input, HeadLength + (long)baseLength + exponentLength, modulusLength);
        if (modulus > BigInteger.One)
        {
            BigInteger value = Read(input, HeadLength, baseLength);
            BigInteger exponent = Read(input, HeadLength + (long)baseLength, exponentLength);
            byte[] power = BigInteger.ModPow(value, exponent, modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
            power.CopyTo(output, modulusLength - power.Length);
        }

        return true;
    }

    /// <summary>The bits of the exponent after the first; of what is beyond its first 32 bytes the number of bytes, times a factor.</summary>
    private ulong Iterations(ReadOnlySpan<byte> input, ulong baseLength, ulong exponentLength)
    {
        ulong headLength = Math.Min(exponentLength, Word.SizeInBytes);
        Word head = Word.ReadShortBigEndian(PrecompileInput.Padded(input, (long)(HeadLength + baseLength), (int)headLength));
        ulong bits = (ulong)Math.Max(head.BitLength - 1, 0);
        return Math.Max(1, (price.LongExponentByte * (exponentLength - headLength)) + bits);
    }

    private static ulong LengthAt(ReadOnlySpan<byte> input, int start)
    {
        Word length = Word.ReadBigEndian(PrecompileInput.Padded(input, start, Word.SizeInBytes));
        return length.TryToUInt64(out ulong value) ? Math.Min(value, LongestPayable) : LongestPayable;
    }

    private static BigInteger Read(ReadOnlySpan<byte> input, long start, int length) =>
        new(PrecompileInput.Padded(input, start, length), isUnsigned: true, isBigEndian: true);
}
