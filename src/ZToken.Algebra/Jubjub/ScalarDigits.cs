namespace ZToken.Algebra;

/// <summary>Scalars of Jubjub in signed digits, for multiplications by windows.</summary>
internal static class ScalarDigits
{
    /// <summary>Bits of a fixed window.</summary>
    public const int WindowBits = 4;

    /// <summary>Fixed windows of a scalar; the last digit is 0 or 1.</summary>
    public const int Windows = 64;

    /// <summary>The largest magnitude of a fixed window's digit.</summary>
    public const int MaxDigit = 8;

    /// <summary>Bits of a sliding window: its digits are odd and from -15 to 15.</summary>
    public const int SlidingBits = 5;

    /// <summary>k = sum of digits[i] 16^i with digits from -8 to 7, in a time that does not depend on k.</summary>
    /// <remarks>The digits give the scalar away: the caller clears them.</remarks>
    public static void Split(in JubjubScalar k, Span<sbyte> digits)
    {
        // k + 0x888..8, less 8 in each digit, carries without branches. k is below 2^252: digit 63 only takes the last carry.
        Span<ulong> limbs = stackalloc ulong[4];
        k.ToCanonicalLimbs(limbs);
        ulong carry = 0;
        for (int i = 0; i < limbs.Length; i++)
        {
            UInt128 sum = (UInt128)limbs[i] + (i == 3 ? 0x0888_8888_8888_8888UL : 0x8888_8888_8888_8888UL) + carry;
            limbs[i] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }

        for (int i = 0; i < Windows; i++)
        {
            int nibble = (int)(limbs[i >> 4] >> (WindowBits * (i & 15))) & 15;
            digits[i] = (sbyte)(nibble - (i == Windows - 1 ? 0 : MaxDigit));
        }

        limbs.Clear();
    }

    /// <summary>k = sum of digits[i] 2^i, each digit zero or odd, at least four zeros between any two others. Variable time.</summary>
    /// <param name="k">The integer, little-endian limbs.</param>
    /// <param name="digits">One more than k has bits.</param>
    public static void SlideVarTime(ReadOnlySpan<ulong> k, Span<sbyte> digits)
    {
        digits.Clear();
        int carry = 0;
        int position = 0;
        while (position < digits.Length)
        {
            int window = Window(k, position) + carry;
            if ((window & 1) == 0)
            {
                position++;
                continue;
            }

            carry = window >= 1 << (SlidingBits - 1) ? 1 : 0;
            digits[position] = (sbyte)(window - (carry << SlidingBits));
            position += SlidingBits;
        }
    }

    private static int Window(ReadOnlySpan<ulong> k, int position)
    {
        int limb = position >> 6;
        int shift = position & 63;
        ulong bits = limb < k.Length ? k[limb] >> shift : 0;
        if (shift > 64 - SlidingBits && limb + 1 < k.Length)
        {
            bits |= k[limb + 1] << (64 - shift);
        }

        return (int)(bits & ((1 << SlidingBits) - 1));
    }
}
