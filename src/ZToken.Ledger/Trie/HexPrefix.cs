namespace ZToken.Ledger;

/// <summary>The hex-prefix encoding of a path (Yellow Paper, appendix C): nibbles, one a byte in memory, two a byte in a node.</summary>
internal static class HexPrefix
{
    private const int Odd = 1;
    private const int Leaf = 2;

    /// <summary>The nibbles of a key, the high one of each byte first.</summary>
    public static byte[] ToNibbles(ReadOnlySpan<byte> key)
    {
        byte[] nibbles = new byte[2 * key.Length];
        for (int i = 0; i < key.Length; i++)
        {
            nibbles[2 * i] = (byte)(key[i] >> 4);
            nibbles[(2 * i) + 1] = (byte)(key[i] & 15);
        }

        return nibbles;
    }

    /// <summary>The key of an even number of nibbles.</summary>
    public static byte[] ToKey(ReadOnlySpan<byte> nibbles)
    {
        byte[] key = new byte[nibbles.Length / 2];
        Pack(nibbles, key);
        return key;
    }

    /// <summary>Writes the path of a leaf or an extension.</summary>
    public static void Write(RlpWriter writer, ReadOnlySpan<byte> nibbles, bool isLeaf)
    {
        Span<byte> packed = stackalloc byte[1 + (nibbles.Length / 2)];
        int odd = nibbles.Length & 1;
        packed[0] = (byte)((((isLeaf ? Leaf : 0) | odd) << 4) | (odd != 0 ? nibbles[0] : 0));
        Pack(nibbles[odd..], packed[1..]);
        writer.Write(packed);
    }

    /// <summary>Reads the path of a leaf or an extension.</summary>
    /// <returns>False where there are no bytes, the flags are unknown, or the padding of an even path is not zero.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packed, out byte[] nibbles, out bool isLeaf)
    {
        nibbles = [];
        isLeaf = false;
        if (packed.IsEmpty || packed[0] >> 4 > (Leaf | Odd))
        {
            return false;
        }

        bool odd = ((packed[0] >> 4) & Odd) != 0;
        if (!odd && (packed[0] & 15) != 0)
        {
            return false;
        }

        isLeaf = ((packed[0] >> 4) & Leaf) != 0;
        nibbles = ToNibbles(packed)[(odd ? 1 : 2)..];
        return true;
    }

    private static void Pack(ReadOnlySpan<byte> nibbles, Span<byte> packed)
    {
        for (int i = 0; i < nibbles.Length / 2; i++)
        {
            packed[i] = (byte)((nibbles[2 * i] << 4) | nibbles[(2 * i) + 1]);
        }
    }
}
