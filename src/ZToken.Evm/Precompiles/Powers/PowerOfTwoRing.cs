namespace ZToken.Evm;

/// <summary>Integers modulo 2^bits: products of which the upper part is not even computed.</summary>
internal sealed class PowerOfTwoRing : IResidueRing
{
    private readonly ulong topMask;
    private readonly ulong[] one;
    private readonly ulong[] product;

    /// <summary>Makes the ring of 1 bit or more.</summary>
    public PowerOfTwoRing(int bits)
    {
        Limbs = (bits + 63) / 64;
        topMask = ulong.MaxValue >> ((64 * Limbs) - bits);
        one = new ulong[Limbs];
        one[0] = 1;
        product = new ulong[Limbs];
    }

    public int Limbs { get; }

    public ReadOnlySpan<ulong> One => one;

    public void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        Span<ulong> t = product;
        t.Clear();
        for (int i = 0; i < t.Length; i++)
        {
            LimbArithmetic.AddProduct(t[i..], a[..(t.Length - i)], b[i]);
        }

        t[^1] &= topMask;
        t.CopyTo(result);
    }

    public ulong[] Enter(ReadOnlySpan<ulong> integer)
    {
        ulong[] element = new ulong[Limbs];
        integer[..Math.Min(integer.Length, Limbs)].CopyTo(element);
        element[^1] &= topMask;
        return element;
    }

    public ulong[] Leave(ReadOnlySpan<ulong> element) => element.ToArray();

    /// <summary>a - b.</summary>
    public void Subtract(Span<ulong> a, ReadOnlySpan<ulong> b)
    {
        LimbArithmetic.Subtract(a, b);
        a[^1] &= topMask;
    }

    /// <summary>The inverse of an odd element: each step x (2 - a x) doubles the bits that are right.</summary>
    public ulong[] Invert(ReadOnlySpan<ulong> odd)
    {
        ulong[] inverse = new ulong[Limbs];
        ulong[] correction = new ulong[Limbs];
        inverse[0] = LimbArithmetic.InverseOfOdd(odd[0]);
        inverse[^1] &= topMask;
        for (int right = 64; right < 64 * Limbs; right *= 2)
        {
            Multiply(odd, inverse, correction);
            ulong[] two = new ulong[Limbs];
            two[0] = 2;
            Subtract(two, correction);
            Multiply(inverse, two, inverse);
        }

        return inverse;
    }
}
