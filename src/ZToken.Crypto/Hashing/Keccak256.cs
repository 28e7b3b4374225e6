using System.Buffers.Binary;

namespace ZToken.Crypto;

/// <summary>Keccak-256 as Ethereum uses it: the padding is that of the competition, not that of SHA3-256.</summary>
public static class Keccak256
{
    /// <summary>Bytes of a digest.</summary>
    public const int SizeInBytes = 32;

    // 1600 bits less twice the digest's.
    private const int Rate = 136;

    /// <summary>Hashes at once.</summary>
    /// <exception cref="ArgumentException">The destination has less than 32 bytes.</exception>
    public static void HashData(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (destination.Length < SizeInBytes)
        {
            throw new ArgumentException("A digest has 32 bytes.", nameof(destination));
        }

        Span<ulong> lanes = stackalloc ulong[KeccakPermutation.Lanes];
        lanes.Clear();
        while (source.Length >= Rate)
        {
            Absorb(lanes, source[..Rate]);
            source = source[Rate..];
        }

        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        source.CopyTo(last);
        last[source.Length] = 0x01;
        last[Rate - 1] |= 0x80;
        Absorb(lanes, last);
        for (int i = 0; i < SizeInBytes / sizeof(ulong); i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(8 * i)..], lanes[i]);
        }

        // Either may hold a secret.
        last.Clear();
        lanes.Clear();
    }

    /// <summary>Hashes at once into a new array.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> source)
    {
        byte[] digest = new byte[SizeInBytes];
        HashData(source, digest);
        return digest;
    }

    private static void Absorb(Span<ulong> lanes, ReadOnlySpan<byte> block)
    {
        for (int i = 0; i < Rate / sizeof(ulong); i++)
        {
            lanes[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        }

        KeccakPermutation.Permute(lanes);
    }
}
