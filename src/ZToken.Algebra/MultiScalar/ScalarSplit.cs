using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Splits a scalar in two of half its length: k = a + b z modulo r, with z = x^2 the square of the curve's parameter.</summary>
/// <remarks>
/// R. P. Gallant, R. J. Lambert, S. A. Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms" (2001).
/// BLS12-381 has r = z^2 - z + 1, so that (1, z - 1) is a short vector of the lattice a + b z = 0 beside (z, -1), and z acts on points as
/// the endomorphism <see cref="GroupEndomorphism"/>. Both parts are at most z / 2 (and a little) in size. Variable time.
/// </remarks>
internal static class ScalarSplit
{
    /// <summary>Bits of a signed part: z / 2 is below 2^126.5.</summary>
    public const int Bits = 128;

    // z = x^2 for x = -0xd201000000010000.
    private static readonly UInt128 z = new(0xac45a4010001a402, 0x0000000100000000);

    // 2^255 / z, rounded down.
    private static readonly UInt128 reciprocal = new(0xbe35f678f00fd56e, 0xb1fb72917b67f717);

    /// <summary>The signed parts of a canonical scalar, each two words of two's complement.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void SplitVarTime(ulong* k, out Int128 a, out Int128 b)
    {
        UInt128 low = new(k[1], k[0]), high = new(k[3], k[2]);
        // k / z is about (k / 2^127) (2^255 / z) / 2^128, too small by less than 3.
        UInt128 quotient = MultiplyHigh((high << 1) | (low >> 127), reciprocal);
        // So the remainder is below 4 z, a little more than one UInt128 holds.
        UInt128 product = quotient * z;
        UInt128 rest = low - product;
        long over = (long)((ulong)high - (ulong)MultiplyHigh(quotient, z) - (low < product ? 1UL : 0UL));
        UInt128 half = z >> 1;
        while (over > 0 || (over == 0 && rest > half))
        {
            over -= rest < z ? 1 : 0;
            rest -= z;
            quotient++;
        }

        a = (Int128)rest;
        b = (Int128)quotient;
        if (quotient > half)
        {
            // Take away (1, z - 1).
            a -= 1;
            b = (Int128)(quotient - (z - 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 MultiplyHigh(UInt128 a, UInt128 b)
    {
        ulong a0 = (ulong)a, a1 = (ulong)(a >> 64), b0 = (ulong)b, b1 = (ulong)(b >> 64);
        ulong lowHigh = Math.BigMul(a0, b0, out _);
        ulong middleHigh1 = Math.BigMul(a1, b0, out ulong middleLow1);
        ulong middleHigh2 = Math.BigMul(a0, b1, out ulong middleLow2);
        ulong highHigh = Math.BigMul(a1, b1, out ulong highLow);
        UInt128 middle = (UInt128)lowHigh + middleLow1 + middleLow2;
        return new UInt128(highHigh, highLow) + middleHigh1 + middleHigh2 + (ulong)(middle >> 64);
    }
}
