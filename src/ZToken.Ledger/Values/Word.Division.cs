using System.Runtime.CompilerServices;

namespace ZToken.Ledger;

/// <content>Quotients and remainders, unsigned, signed and of 512-bit intermediates.</content>
public readonly partial struct Word
{
    // A product of two words and the limb that normalisation may add.
    private const int LongestNumerator = 9;

    /// <summary>The quotient, rounded down; x / 0 = 0.</summary>
    public static Word operator /(in Word a, in Word b)
    {
        if (a.IsUInt64 && b.IsUInt64)
        {
            return new Word(b.u0 == 0 ? 0 : a.u0 / b.u0);
        }

        return b.IsZero ? default : DivRem(a, b).Quotient;
    }

    /// <summary>The remainder; x % 0 = 0.</summary>
    public static Word operator %(in Word a, in Word b)
    {
        if (a.IsUInt64 && b.IsUInt64)
        {
            return new Word(b.u0 == 0 ? 0 : a.u0 % b.u0);
        }

        return b.IsZero ? default : DivRem(a, b).Remainder;
    }

    /// <summary>The signed quotient, rounded towards zero; x / 0 = 0 and -2^255 / -1 = -2^255.</summary>
    public static Word SignedDivide(in Word a, in Word b)
    {
        Word quotient = Magnitude(a) / Magnitude(b);
        return a.IsNegative != b.IsNegative ? -quotient : quotient;
    }

    /// <summary>The signed remainder, with the sign of the numerator; x % 0 = 0.</summary>
    public static Word SignedRemainder(in Word a, in Word b)
    {
        Word remainder = Magnitude(a) % Magnitude(b);
        return a.IsNegative ? -remainder : remainder;
    }

    /// <summary>(a + b) mod m, the sum in 257 bits; 0 for m = 0.</summary>
    [SkipLocalsInit]
    public static Word AddMod(in Word a, in Word b, in Word modulus)
    {
        if (modulus.IsZero)
        {
            return default;
        }

        ulong carry = AddWithCarry(a, b, out Word sum);
        if (carry == 0)
        {
            return sum % modulus;
        }

        if (a < modulus && b < modulus)
        {
            return sum - modulus;
        }

        Span<ulong> numerator = stackalloc ulong[LongestNumerator];
        sum.WriteLimbs(numerator);
        numerator[4] = carry;
        return Remainder(numerator, 5, modulus);
    }

    /// <summary>a b mod m, the product in 512 bits; 0 for m = 0.</summary>
    [SkipLocalsInit]
    public static Word MulMod(in Word a, in Word b, in Word modulus)
    {
        if (modulus.IsZero)
        {
            return default;
        }

        Span<ulong> product = stackalloc ulong[LongestNumerator];
        MultiplyFull(a, b, product);
        int length = 8;
        while (length > 0 && product[length - 1] == 0)
        {
            length--;
        }

        return length <= 4 ? FromLimbs(product) % modulus : Remainder(product, length, modulus);
    }

    /// <summary>Quotient and remainder at once.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    [SkipLocalsInit]
    public static (Word Quotient, Word Remainder) DivRem(in Word a, in Word b)
    {
        if (b.IsZero)
        {
            throw new DivideByZeroException();
        }

        if (a < b)
        {
            return (default, a);
        }

        Span<ulong> numerator = stackalloc ulong[LongestNumerator];
        Span<ulong> quotient = stackalloc ulong[LongestNumerator];
        a.WriteLimbs(numerator);
        quotient[..4].Clear();
        Word remainder = Divide(numerator, (a.BitLength + 63) / 64, b, quotient);
        return (FromLimbs(quotient), remainder);
    }

    private static Word Magnitude(in Word value) => value.IsNegative ? -value : value;

    [SkipLocalsInit]
    private static Word Remainder(Span<ulong> numerator, int length, in Word divisor)
    {
        Span<ulong> quotient = stackalloc ulong[LongestNumerator];
        return Divide(numerator, length, divisor, quotient);
    }

    /// <summary>
    /// Long division in base 2^64 (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D), the digits of the quotient by a reciprocal of the
    /// divisor's top limb (Möller and Granlund, Improved division by invariant integers, 2011, algorithm 4) instead of the slow division instruction.
    /// </summary>
    /// <param name="numerator">The limbs of the numerator and one more to spare; overwritten.</param>
    /// <param name="length">How many limbs the numerator has: at least those of the divisor.</param>
    /// <param name="divisor">Not zero.</param>
    /// <param name="quotient">Takes length - (limbs of the divisor) + 1 limbs; the others are left as they are.</param>
    [SkipLocalsInit]
    private static Word Divide(Span<ulong> numerator, int length, in Word divisor, Span<ulong> quotient)
    {
        int limbs = (divisor.BitLength + 63) / 64;
        int shift = divisor.LeadingZeroCount & 63;
        Span<ulong> d = stackalloc ulong[4];
        (divisor << shift).WriteLimbs(d);
        // A divisor below 2^192 keeps its bits in its own limbs, since the shift is below 64.
        numerator[length] = 0;
        if (shift != 0)
        {
            for (int i = length; i > 0; i--)
            {
                numerator[i] = (numerator[i] << shift) | (numerator[i - 1] >> (64 - shift));
            }

            numerator[0] <<= shift;
        }

        ulong top = d[limbs - 1];
        ulong reciprocal = Reciprocal(top);
        if (limbs == 1)
        {
            ulong rest = numerator[length];
            for (int i = length - 1; i >= 0; i--)
            {
                quotient[i] = DivideTwoByOne(rest, numerator[i], top, reciprocal, out rest);
            }

            return new Word(rest >> shift);
        }

        for (int j = length - limbs; j >= 0; j--)
        {
            quotient[j] = NextDigit(numerator.Slice(j, limbs + 1), d[..limbs], reciprocal);
        }

        numerator[limbs..4].Clear();
        return FromLimbs(numerator) >> shift;
    }

    /// <summary>One digit of the quotient: subtracts that multiple of the divisor from the top of the numerator.</summary>
    private static ulong NextDigit(Span<ulong> u, ReadOnlySpan<ulong> d, ulong reciprocal)
    {
        int n = d.Length;
        ulong digit, rest;
        bool mayBeTooLarge = true;
        if (u[n] < d[n - 1])
        {
            digit = DivideTwoByOne(u[n], u[n - 1], d[n - 1], reciprocal, out rest);
        }
        else
        {
            digit = ulong.MaxValue;
            rest = u[n - 1] + d[n - 1];
            mayBeTooLarge = rest >= d[n - 1];
        }

        // The second limb tells of nearly every digit that is too large by one or two.
        ulong productHigh = Math.BigMul(digit, d[n - 2], out ulong productLow);
        while (mayBeTooLarge && (productHigh > rest || (productHigh == rest && productLow > u[n - 2])))
        {
            digit--;
            productHigh -= productLow < d[n - 2] ? 1UL : 0UL;
            productLow -= d[n - 2];
            rest += d[n - 1];
            mayBeTooLarge = rest >= d[n - 1];
        }

        ulong borrow = 0;
        for (int i = 0; i < n; i++)
        {
            ulong high = Math.BigMul(digit, d[i], out ulong low);
            low += borrow;
            high += low < borrow ? 1UL : 0UL;
            borrow = high + (u[i] < low ? 1UL : 0UL);
            u[i] -= low;
        }

        bool tooLarge = u[n] < borrow;
        u[n] -= borrow;
        if (tooLarge)
        {
            digit--;
            ulong carry = 0;
            for (int i = 0; i < n; i++)
            {
                ulong sum = u[i] + carry;
                carry = sum < carry ? 1UL : 0UL;
                sum += d[i];
                carry += sum < d[i] ? 1UL : 0UL;
                u[i] = sum;
            }

            u[n] += carry;
        }

        return digit;
    }

    /// <summary>floor((2^128 - 1) / d) - 2^64 for a d with its top bit set.</summary>
    private static ulong Reciprocal(ulong d) => (ulong)(new UInt128(~d, ulong.MaxValue) / d);

    /// <summary>(high, low) / d for high below d, which has its top bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DivideTwoByOne(ulong high, ulong low, ulong d, ulong reciprocal, out ulong remainder)
    {
        ulong q1 = Math.BigMul(reciprocal, high, out ulong q0);
        q0 += low;
        q1 += high + (q0 < low ? 1UL : 0UL) + 1;
        ulong r = low - (q1 * d);
        if (r > q0)
        {
            q1--;
            r += d;
        }

        if (r >= d)
        {
            q1++;
            r -= d;
        }

        remainder = r;
        return q1;
    }

    private void WriteLimbs(Span<ulong> limbs)
    {
        limbs[3] = u3;
        limbs[2] = u2;
        limbs[1] = u1;
        limbs[0] = u0;
    }

    private static Word FromLimbs(ReadOnlySpan<ulong> limbs) => new(limbs[3], limbs[2], limbs[1], limbs[0]);
}
