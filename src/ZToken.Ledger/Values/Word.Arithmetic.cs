using System.Runtime.CompilerServices;

namespace ZToken.Ledger;

/// <content>Sums, products and powers modulo 2^256.</content>
public readonly partial struct Word
{
    /// <summary>Adds modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word operator +(in Word a, in Word b)
    {
        _ = AddWithCarry(a, b, out Word sum);
        return sum;
    }

    /// <summary>Subtracts modulo 2^256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word operator -(in Word a, in Word b)
    {
        ulong r0 = a.u0 - b.u0;
        ulong borrow = a.u0 < b.u0 ? 1UL : 0UL;
        ulong d1 = a.u1 - b.u1;
        ulong r1 = d1 - borrow;
        borrow = (a.u1 < b.u1 ? 1UL : 0UL) | (d1 < borrow ? 1UL : 0UL);
        ulong d2 = a.u2 - b.u2;
        ulong r2 = d2 - borrow;
        borrow = (a.u2 < b.u2 ? 1UL : 0UL) | (d2 < borrow ? 1UL : 0UL);
        return new Word(a.u3 - b.u3 - borrow, r2, r1, r0);
    }

    /// <summary>Negates modulo 2^256.</summary>
    public static Word operator -(in Word a) => default(Word) - a;

    /// <summary>Multiplies modulo 2^256.</summary>
    [SkipLocalsInit]
    public static Word operator *(in Word a, in Word b)
    {
        ulong h00 = Math.BigMul(a.u0, b.u0, out ulong r0);
        if (a.IsUInt64 && b.IsUInt64)
        {
            return new Word(0, 0, h00, r0);
        }

        // Columns of the product; what leaves the fourth is dropped.
        ulong h01 = Math.BigMul(a.u0, b.u1, out ulong l01);
        ulong h10 = Math.BigMul(a.u1, b.u0, out ulong l10);
        ulong r1 = h00 + l01;
        ulong carry = r1 < l01 ? 1UL : 0UL;
        r1 += l10;
        carry += r1 < l10 ? 1UL : 0UL;

        ulong h02 = Math.BigMul(a.u0, b.u2, out ulong l02);
        ulong h11 = Math.BigMul(a.u1, b.u1, out ulong l11);
        ulong h20 = Math.BigMul(a.u2, b.u0, out ulong l20);
        ulong r2 = h01 + carry;
        carry = r2 < carry ? 1UL : 0UL;
        r2 += h10;
        carry += r2 < h10 ? 1UL : 0UL;
        r2 += l02;
        carry += r2 < l02 ? 1UL : 0UL;
        r2 += l11;
        carry += r2 < l11 ? 1UL : 0UL;
        r2 += l20;
        carry += r2 < l20 ? 1UL : 0UL;

        ulong r3 = h02 + h11 + h20 + carry + (a.u0 * b.u3) + (a.u1 * b.u2) + (a.u2 * b.u1) + (a.u3 * b.u0);
        return new Word(r3, r2, r1, r0);
    }

    /// <summary>Adds; the result is the carry out of the top, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddWithCarry(in Word a, in Word b, out Word sum)
    {
        ulong r0 = a.u0 + b.u0;
        ulong carry = r0 < b.u0 ? 1UL : 0UL;
        ulong s1 = a.u1 + b.u1;
        ulong r1 = s1 + carry;
        carry = (s1 < b.u1 ? 1UL : 0UL) | (r1 < carry ? 1UL : 0UL);
        ulong s2 = a.u2 + b.u2;
        ulong r2 = s2 + carry;
        carry = (s2 < b.u2 ? 1UL : 0UL) | (r2 < carry ? 1UL : 0UL);
        ulong s3 = a.u3 + b.u3;
        ulong r3 = s3 + carry;
        carry = (s3 < b.u3 ? 1UL : 0UL) | (r3 < carry ? 1UL : 0UL);
        sum = new Word(r3, r2, r1, r0);
        return carry;
    }

    /// <summary>Raises to a power modulo 2^256; 0^0 is 1.</summary>
    /// <remarks>One squaring a bit of the exponent and one product a set bit; a power of 2 is a shift.</remarks>
    public static Word Pow(in Word value, in Word exponent)
    {
        if (value == new Word(2))
        {
            return ShiftLeft(One, exponent);
        }

        Word power = One;
        for (int i = exponent.BitLength - 1; i >= 0; i--)
        {
            power *= power;
            if (exponent.IsSet(i))
            {
                power *= value;
            }
        }

        return power;
    }

    /// <summary>All 512 bits of a product, little-endian limbs.</summary>
    private static void MultiplyFull(in Word a, in Word b, Span<ulong> product)
    {
        product[..8].Clear();
        ReadOnlySpan<ulong> x = [a.u0, a.u1, a.u2, a.u3];
        ReadOnlySpan<ulong> y = [b.u0, b.u1, b.u2, b.u3];
        for (int i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < 4; j++)
            {
                ulong high = Math.BigMul(x[i], y[j], out ulong low);
                low += carry;
                high += low < carry ? 1UL : 0UL;
                ulong sum = product[i + j] + low;
                high += sum < low ? 1UL : 0UL;
                product[i + j] = sum;
                carry = high;
            }

            product[i + 4] = carry;
        }
    }
}
