using System.Diagnostics;

namespace ZToken.Algebra;

/// <summary>Scalars as sums of few odd multiples of powers of two.</summary>
internal static class NonAdjacentForm
{
    /// <summary>Digits of a half scalar: one more than its bits, for the carry.</summary>
    public const int Length = 129;

    /// <summary>The width-w form of a scalar: digits zero or odd and below 2^(w-1) in magnitude, of w successive ones at most one not zero. Variable time.</summary>
    /// <remarks>Guide to Elliptic Curve Cryptography, algorithm 3.35.</remarks>
    /// <param name="scalar">The scalar, at least 2^(w-1) away from 2^128, as the halves of a scalar are.</param>
    /// <param name="width">The w, 2 to 15.</param>
    /// <param name="digits">Where the digits go, least significant first.</param>
    /// <returns>How many digits there are up to the last that is not zero.</returns>
    public static int WriteVarTime(HalfScalar scalar, int width, Span<short> digits)
    {
        digits.Clear();
        UInt128 rest = scalar.Magnitude;
        Debug.Assert(rest <= UInt128.MaxValue - (UInt128.One << (width - 1)), "Rounding up passes 2^128.");
        int position = 0, end = 0;
        while (rest != 0)
        {
            int zeros = (int)UInt128.TrailingZeroCount(rest);
            rest >>= zeros;
            position += zeros;
            int digit = (int)((ulong)rest & ((1UL << width) - 1));
            if (digit < 1 << (width - 1))
            {
                rest -= (uint)digit;
            }
            else
            {
                digit -= 1 << width;
                rest += (uint)-digit;
            }

            digits[position] = (short)(scalar.IsNegative ? -digit : digit);
            end = position + 1;
        }

        return end;
    }
}
