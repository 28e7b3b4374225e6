using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Evm;

/// <summary>Integers of any length as limbs of 64 bits, the least significant first.</summary>
internal static class LimbArithmetic
{
    /// <summary>Adds a times a limb to as many limbs of t.</summary>
    /// <returns>The carry.</returns>
    /// <exception cref="ArgumentException">t is shorter than a.</exception>
    public static ulong AddProduct(Span<ulong> t, ReadOnlySpan<ulong> a, ulong factor)
    {
        if (t.Length < a.Length)
        {
            throw new ArgumentException("The sum is shorter than the product.", nameof(t));
        }

        ref ulong sum = ref MemoryMarshal.GetReference(t);
        ref ulong limb = ref MemoryMarshal.GetReference(a);
        ulong carry = 0;
        for (nint i = 0; i < a.Length; i++)
        {
            // The carry comes last, since the next limb waits for it.
            ulong high = Math.BigMul(Unsafe.Add(ref limb, i), factor, out ulong low);
            ulong before = Unsafe.Add(ref sum, i);
            low += before;
            high += low < before ? 1UL : 0UL;
            low += carry;
            carry = high + (low < carry ? 1UL : 0UL);
            Unsafe.Add(ref sum, i) = low;
        }

        return carry;
    }

    /// <summary>What is left of a number after division by another one, whose top limb is not zero, in as many limbs as that one has.</summary>
    /// <remarks>
    /// D. E. Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D, with a digit of the quotient guessed from the top limb alone: it may be too large
    /// by two, which adding back corrects.
    /// </remarks>
    public static ulong[] Remainder(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> divisor)
    {
        int n = divisor.Length;
        int shift = BitOperations.LeadingZeroCount(divisor[^1]);
        ulong[] d = new ulong[n];
        ulong[] u = new ulong[Math.Max(a.Length, n) + 1];
        ShiftLeft(divisor, shift, d);
        ShiftLeft(a, shift, u);
        for (int j = u.Length - n - 1; j >= 0; j--)
        {
            Span<ulong> window = u.AsSpan(j, n);
            ref ulong top = ref u[j + n];
            ulong digit = top >= d[^1] ? ulong.MaxValue : (ulong)(new UInt128(top, window[^1]) / d[^1]);
            ulong borrow = SubtractProduct(window, d, digit);
            bool isNegative = top < borrow;
            top -= borrow;
            while (isNegative)
            {
                ulong carry = Add(window, d);
                top += carry;
                isNegative = carry == 0 || top != 0;
            }
        }

        ulong[] remainder = new ulong[n];
        for (int i = 0; i < n; i++)
        {
            remainder[i] = (u[i] >> shift) | (u[i + 1] << 1 << (63 - shift));
        }

        return remainder;
    }

    private static void ShiftLeft(ReadOnlySpan<ulong> a, int bits, Span<ulong> shifted)
    {
        ulong below = 0;
        for (int i = 0; i < shifted.Length; i++)
        {
            ulong limb = i < a.Length ? a[i] : 0;
            shifted[i] = (limb << bits) | (below >> 1 >> (63 - bits));
            below = limb;
        }
    }

    private static ulong SubtractProduct(Span<ulong> t, ReadOnlySpan<ulong> a, ulong factor)
    {
        ulong borrow = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ulong high = Math.BigMul(a[i], factor, out ulong low);
            low += borrow;
            borrow = high + (low < borrow ? 1UL : 0UL) + (t[i] < low ? 1UL : 0UL);
            t[i] -= low;
        }

        return borrow;
    }

    /// <summary>Adds in place, numbers of one length.</summary>
    /// <returns>The carry.</returns>
    public static ulong Add(Span<ulong> a, ReadOnlySpan<ulong> b)
    {
        ulong carry = 0;
        for (int i = 0; i < a.Length; i++)
        {
            UInt128 sum = (UInt128)a[i] + b[i] + carry;
            a[i] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }

        return carry;
    }

    /// <summary>Subtracts in place, numbers of one length; what is borrowed in the end is lost.</summary>
    public static void Subtract(Span<ulong> a, ReadOnlySpan<ulong> b)
    {
        ulong borrow = 0;
        for (int i = 0; i < a.Length; i++)
        {
            UInt128 difference = (UInt128)a[i] - b[i] - borrow;
            a[i] = (ulong)difference;
            borrow = (ulong)(difference >> 64) & 1;
        }
    }

    /// <summary>Compares numbers of one length.</summary>
    public static int Compare(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        for (int i = a.Length - 1; i >= 0; i--)
        {
            if (a[i] != b[i])
            {
                return a[i] < b[i] ? -1 : 1;
            }
        }

        return 0;
    }

    /// <summary>Bits without leading zeros.</summary>
    public static int BitLength(ReadOnlySpan<ulong> a)
    {
        int last = a.LastIndexOfAnyExcept(0UL);
        return last < 0 ? 0 : (64 * last) + 64 - BitOperations.LeadingZeroCount(a[last]);
    }

    /// <summary>Zero bits below the lowest set one of a number that is not zero.</summary>
    public static int TrailingZeroCount(ReadOnlySpan<ulong> a)
    {
        int first = a.IndexOfAnyExcept(0UL);
        return (64 * first) + BitOperations.TrailingZeroCount(a[first]);
    }

    /// <summary>The number without some low bits and without leading zero limbs.</summary>
    public static ulong[] ShiftRight(ReadOnlySpan<ulong> a, int bits)
    {
        ulong[] shifted = new ulong[(BitLength(a) - bits + 63) / 64];
        int limbs = bits >> 6, rest = bits & 63;
        for (int i = 0; i < shifted.Length; i++)
        {
            ulong above = i + limbs + 1 < a.Length ? a[i + limbs + 1] : 0;
            shifted[i] = (a[i + limbs] >> rest) | (above << 1 << (63 - rest));
        }

        return shifted;
    }

    /// <summary>The inverse of an odd limb modulo 2^64, by Newton's iteration.</summary>
    public static ulong InverseOfOdd(ulong odd)
    {
        // Right in three bits; each step doubles them.
        ulong inverse = odd;
        for (int i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }

    /// <summary>Reads bytes, big-endian, into as many limbs as they need.</summary>
    public static ulong[] Read(ReadOnlySpan<byte> bigEndian)
    {
        ulong[] limbs = new ulong[(bigEndian.Length + 7) / 8];
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        for (int i = 0; i < limbs.Length; i++)
        {
            ReadOnlySpan<byte> rest = bigEndian[..^(8 * i)];
            if (rest.Length >= sizeof(ulong))
            {
                limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(rest[^8..]);
            }
            else
            {
                last.Clear();
                rest.CopyTo(last[^rest.Length..]);
                limbs[i] = BinaryPrimitives.ReadUInt64BigEndian(last);
            }
        }

        return limbs;
    }

    /// <summary>Writes a number that fits, big-endian, with zeros before it.</summary>
    public static void Write(ReadOnlySpan<ulong> a, Span<byte> bigEndian)
    {
        for (int i = 0; i < bigEndian.Length; i++)
        {
            int limb = i >> 3;
            bigEndian[^(i + 1)] = limb < a.Length ? (byte)(a[limb] >> (8 * (i & 7))) : (byte)0;
        }
    }
}
