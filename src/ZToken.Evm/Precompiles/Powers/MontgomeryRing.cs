namespace ZToken.Evm;

/// <summary>Integers modulo an odd q, each as x R with R = 2^(64 n).</summary>
/// <remarks>P. L. Montgomery, "Modular multiplication without trial division" (1985); products and reduction row by row, as in Koç, Acar, Kaliski, "Analyzing and comparing Montgomery multiplication algorithms" (1996).</remarks>
internal sealed class MontgomeryRing : IResidueRing
{
    private readonly ulong[] q;
    private readonly ulong[] one;
    private readonly ulong[] radixSquared;
    private readonly ulong[] sum;
    private readonly ulong minusInverse;

    /// <summary>Makes the ring of an odd modulus above 1, without leading zero limbs.</summary>
    public MontgomeryRing(ulong[] modulus)
    {
        q = modulus;
        sum = new ulong[(2 * q.Length) + 1];
        minusInverse = 0 - LimbArithmetic.InverseOfOdd(q[0]);

        // R and R^2 modulo q.
        ulong[] power = new ulong[(2 * q.Length) + 1];
        power[q.Length] = 1;
        one = LimbArithmetic.Remainder(power.AsSpan(0, q.Length + 1), q);
        power[q.Length] = 0;
        power[2 * q.Length] = 1;
        radixSquared = LimbArithmetic.Remainder(power, q);
    }

    public int Limbs => q.Length;

    public ReadOnlySpan<ulong> One => one;

    /// <summary>a b / R mod q, for a below q and b below R.</summary>
    public void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        int n = q.Length;
        if (n == 1)
        {
            result[0] = MultiplyLimb(a[0], b[0]);
            return;
        }

        Span<ulong> t = sum;
        t.Clear();
        for (int i = 0; i < n; i++)
        {
            // Each row makes the lowest limb zero, which is then left behind.
            Span<ulong> row = t.Slice(i, n);
            ulong carry = LimbArithmetic.AddProduct(row, a[..n], b[i]);
            ulong top = t[i + n] + carry;
            ulong over = top < carry ? 1UL : 0UL;
            carry = LimbArithmetic.AddProduct(row, q, row[0] * minusInverse);
            t[i + n] = top + carry;
            t[i + n + 1] = over + (t[i + n] < carry ? 1UL : 0UL);
        }

        Span<ulong> product = t.Slice(n, n);
        if (t[2 * n] != 0 || LimbArithmetic.Compare(product, q) >= 0)
        {
            LimbArithmetic.Subtract(product, q);
        }

        product.CopyTo(result);
    }

    public ulong[] Enter(ReadOnlySpan<ulong> integer)
    {
        ulong[] element = LimbArithmetic.Remainder(integer, q);
        Multiply(radixSquared, element, element);
        return element;
    }

    public ulong[] Leave(ReadOnlySpan<ulong> element)
    {
        ulong[] integer = new ulong[q.Length];
        integer[0] = 1;
        Multiply(element, integer, integer);
        return integer;
    }

    private ulong MultiplyLimb(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        ulong reduction = Math.BigMul(low * minusInverse, q[0], out _);

        // The low limbs cancel, with a carry unless both are zero.
        UInt128 value = (UInt128)high + reduction + (low == 0 ? 0UL : 1UL);
        return (ulong)(value >= q[0] ? value - q[0] : value);
    }
}
