namespace ZToken.Algebra;

/// <summary>The constants of the remainder tree, in bit-reversed order, shared by transforms of every size.</summary>
/// <remarks>
/// Entry j, written in l bits, is w^(reverse of j) for w of order 2^(l + 1); a further leading zero of j changes nothing, so
/// one table serves every level and every size. The second half of a doubled table is the first half times one root.
/// </remarks>
internal sealed class TwiddleTable(RootOfUnity root, bool inverse)
{
    private readonly Lock growing = new();
    private Fr[] entries = [Fr.One];

    /// <summary>A table of at least <paramref name="count"/> entries, made once and kept.</summary>
    public Fr[] OfAtLeast(long count)
    {
        Fr[] known = Volatile.Read(ref entries);
        return known.Length >= count ? known : Grow(count);
    }

    private Fr[] Grow(long count)
    {
        lock (growing)
        {
            Fr[] grown = entries;
            while (grown.Length < count)
            {
                int half = grown.Length;
                Array.Resize(ref grown, 2 * half);
                // Half = 2^l entries need roots up to order 2^(l + 1); the next bit brings the root of twice that order.
                Fr step = root.OfOrder(int.Log2(half) + 2);
                step = inverse ? step.Invert() : step;
                for (int j = 0; j < half; j++)
                {
                    grown[half + j] = grown[j] * step;
                }
            }

            Volatile.Write(ref entries, grown);
            return grown;
        }
    }
}
