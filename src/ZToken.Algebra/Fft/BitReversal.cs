using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The permutation between the natural order and the order in which the leaves of a remainder tree stand.</summary>
internal static class BitReversal
{
    /// <summary>The lowest <paramref name="bits"/> bits of an index, in reverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint index, int bits)
    {
        uint v = index;
        v = ((v >> 1) & 0x55555555u) | ((v & 0x55555555u) << 1);
        v = ((v >> 2) & 0x33333333u) | ((v & 0x33333333u) << 2);
        v = ((v >> 4) & 0x0f0f0f0fu) | ((v & 0x0f0f0f0fu) << 4);
        v = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(v);
        return bits == 0 ? 0 : v >> (32 - bits);
    }

    /// <summary>Swaps each element with that of the reversed index. The length is a power of two.</summary>
    public static void Permute(Span<Fr> values)
    {
        int bits = int.Log2(values.Length);
        for (int i = 1; i < values.Length - 1; i++)
        {
            int j = (int)Of((uint)i, bits);
            if (i < j)
            {
                (values[i], values[j]) = (values[j], values[i]);
            }
        }
    }
}
