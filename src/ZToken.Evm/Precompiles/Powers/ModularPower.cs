namespace ZToken.Evm;

/// <summary>Powers modulo a number of any length, odd or even. Variable time.</summary>
/// <remarks>
/// An even modulus is 2^k q with an odd q: the power modulo q by Montgomery, that modulo 2^k by cutting off, and the two joined by the Chinese remainder
/// theorem (Ç. K. Koç, "Montgomery reduction with even modulus", 1994).
/// </remarks>
internal static class ModularPower
{
    private const int WindowBits = 4;

    // Below, a table of 16 powers costs more than it saves.
    private const int FewBits = 32;

    /// <summary>Writes value^exponent mod modulus, all big-endian; modulo 0 and 1 that is 0.</summary>
    public static void Compute(ReadOnlySpan<byte> value, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus, Span<byte> result)
    {
        result.Clear();
        ulong[] m = LimbArithmetic.Read(modulus);
        if (LimbArithmetic.BitLength(m) <= 1)
        {
            return;
        }

        ulong[] x = LimbArithmetic.Read(value);
        exponent = exponent[(exponent.IndexOfAnyExcept((byte)0) is int first and >= 0 ? first : exponent.Length)..];
        int k = LimbArithmetic.TrailingZeroCount(m);
        ulong[] q = LimbArithmetic.ShiftRight(m, k);
        if (k == 0)
        {
            LimbArithmetic.Write(Power(new MontgomeryRing(q), x, exponent), result);
            return;
        }

        PowerOfTwoRing twos = new(k);
        ulong[] low = Power(twos, x, exponent);
        LimbArithmetic.Write(q is [1] ? low : Join(Power(new MontgomeryRing(q), x, exponent), q, low, twos), result);
    }

    private static ulong[] Power<TRing>(TRing ring, ReadOnlySpan<ulong> value, ReadOnlySpan<byte> exponent)
        where TRing : IResidueRing
    {
        int n = ring.Limbs;
        int window = 8 * exponent.Length <= FewBits ? 1 : WindowBits;
        ulong[] powers = new ulong[n << window];
        ring.One.CopyTo(powers);
        ring.Enter(value).CopyTo(powers.AsSpan(n));
        for (int i = 2; i < 1 << window; i++)
        {
            ring.Multiply(powers.AsSpan((i - 1) * n, n), powers.AsSpan(n, n), powers.AsSpan(i * n, n));
        }

        ulong[] power = ring.One.ToArray();
        bool started = false;
        for (int bit = 8 * exponent.Length; bit > 0; bit -= window)
        {
            for (int i = 0; started && i < window; i++)
            {
                ring.Multiply(power, power, power);
            }

            // The digit lies within one byte, since windows of 1 and 4 bits divide it.
            int place = bit - window;
            int digit = (exponent[^((place / 8) + 1)] >> (place % 8)) & ((1 << window) - 1);
            if (digit != 0 && started)
            {
                ring.Multiply(powers.AsSpan(digit * n, n), power, power);
            }
            else if (digit != 0)
            {
                powers.AsSpan(digit * n, n).CopyTo(power);
                started = true;
            }
        }

        return ring.Leave(power);
    }

    /// <summary>The number that is <paramref name="high"/> modulo q and <paramref name="low"/> modulo 2^k: high + q ((low - high) / q mod 2^k).</summary>
    private static ulong[] Join(ulong[] high, ulong[] q, ulong[] low, PowerOfTwoRing twos)
    {
        ulong[] factor = (ulong[])low.Clone();
        twos.Subtract(factor, twos.Enter(high));
        twos.Multiply(factor, twos.Invert(twos.Enter(q)), factor);

        ulong[] joined = new ulong[q.Length + factor.Length];
        high.CopyTo(joined, 0);
        for (int i = 0; i < factor.Length; i++)
        {
            ulong carry = LimbArithmetic.AddProduct(joined.AsSpan(i), q, factor[i]);
            for (int j = i + q.Length; carry != 0; j++)
            {
                joined[j] += carry;
                carry = joined[j] < carry ? 1UL : 0UL;
            }
        }

        return joined;
    }
}
