using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Small integers packed into one of at most 254 bits: taken from the low end, put in at the low end.</summary>
internal struct PackedInteger
{
    private UInt128 low;
    private UInt128 high;

    /// <summary>The integer of an element.</summary>
    public PackedInteger(in Fr element)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        element.ToCanonicalLimbs(limbs);
        low = new UInt128(limbs[1], limbs[0]);
        high = new UInt128(limbs[3], limbs[2]);
    }

    /// <summary>Whether nothing but zeros is left.</summary>
    public readonly bool IsZero => low == 0 && high == 0;

    /// <summary>Takes the lowest bits, 1 to 64.</summary>
    public ulong Take(int bits)
    {
        ulong taken = (ulong)low & (ulong.MaxValue >> (64 - bits));
        low = (low >> bits) | (high << (128 - bits));
        high >>= bits;
        return taken;
    }

    /// <summary>Makes room for 1 to 64 bits at the low end and puts a number there.</summary>
    public void Put(ulong number, int bits)
    {
        high = (high << bits) | (low >> (128 - bits));
        low = (low << bits) | number;
    }

    /// <summary>The integer as an element; it is below 2^254.</summary>
    public readonly Fr ToElement() => Elements.FromLimbs((ulong)low, (ulong)(low >> 64), (ulong)high, (ulong)(high >> 64));
}
