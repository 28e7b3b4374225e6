using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>0x05: a power modulo a number, of any length (EIP-198).</summary>
/// <remarks>Input: the lengths of base, exponent and modulus, 32 bytes each, then these; what is missing is zero. The output is as long as the modulus.</remarks>
internal sealed class ModExp(ModExpPrice price) : IPrecompile
{
    private const int HeadLength = 96;

    // Longer numbers cost more than any block has, even where the exponent is one bit.
    private const ulong LongestPayable = 1UL << 40;

    // What an array holds. An exponent of so many bytes costs 2.8 * 10^9 gas even for the shortest modulus, the other two far more.
    private const ulong Longest = 1UL << 30;

    public long GasOf(ReadOnlySpan<byte> input)
    {
        ulong baseLength = LengthAt(input, 0), exponentLength = LengthAt(input, 32), modulusLength = LengthAt(input, 64);
        UInt128 gas = price.Product(Math.Max(baseLength, modulusLength)) * Iterations(input, baseLength, exponentLength) / price.Divisor;
        return gas > long.MaxValue ? long.MaxValue : Math.Max(price.Least, (long)gas);
    }

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        ulong longBase = LengthAt(input, 0), longExponent = LengthAt(input, 32), longModulus = LengthAt(input, 64);
        if (longModulus == 0)
        {
            // Then nothing else matters, nor does the price limit the exponent.
            return true;
        }

        if (Math.Max(Math.Max(longBase, longExponent), longModulus) > Longest)
        {
            return false;
        }

        (int baseLength, int exponentLength, int modulusLength) = ((int)longBase, (int)longExponent, (int)longModulus);
        output = new byte[modulusLength];
        ModularPower.Compute(
            PrecompileInput.Padded(input, HeadLength, baseLength),
            PrecompileInput.Padded(input, HeadLength + (long)baseLength, exponentLength),
            PrecompileInput.Padded(input, HeadLength + (long)baseLength + exponentLength, modulusLength),
            output);
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
}
