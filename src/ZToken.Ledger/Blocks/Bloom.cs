using System.Buffers.Binary;

namespace ZToken.Ledger;

/// <summary>The filter of 2048 bits over addresses and topics of logs (Yellow Paper, section 4.3.1): it may say yes wrongly, never no.</summary>
public sealed class Bloom : IEquatable<Bloom>
{
    /// <summary>Bytes of a filter.</summary>
    public const int SizeInBytes = 256;

    private readonly byte[] bits = new byte[SizeInBytes];

    /// <summary>The filter of some logs.</summary>
    public static Bloom Of(IEnumerable<Log> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        Bloom bloom = new();
        foreach (Log log in logs)
        {
            bloom.Add(log);
        }

        return bloom;
    }

    /// <summary>Reads 256 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Bloom bloom)
    {
        bloom = new Bloom();
        return bytes.Length == SizeInBytes && bytes.TryCopyTo(bloom.bits);
    }

    /// <summary>Adds the address and the topics of a log.</summary>
    public void Add(Log log)
    {
        ArgumentNullException.ThrowIfNull(log);
        Add(log.Address.ToBytes());
        foreach (Hash256 topic in log.Topics)
        {
            Add(topic.ToBytes());
        }
    }

    /// <summary>Adds all of another filter.</summary>
    public void Add(Bloom other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < SizeInBytes; i++)
        {
            bits[i] |= other.bits[i];
        }
    }

    /// <summary>Whether an address or topic may have been added; false is certain.</summary>
    public bool MayContain(ReadOnlySpan<byte> item)
    {
        Span<int> places = stackalloc int[3];
        PlacesOf(item, places);
        foreach (int place in places)
        {
            if ((bits[SizeInBytes - 1 - (place / 8)] >> (place % 8) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The 256 bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => bits;

    /// <inheritdoc/>
    public bool Equals(Bloom? other) => other is not null && bits.AsSpan().SequenceEqual(other.bits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Bloom);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(bits);

    /// <summary>0x and 512 digits.</summary>
    public override string ToString() => Hex.ToPrefixed(bits);

    private void Add(ReadOnlySpan<byte> item)
    {
        Span<int> places = stackalloc int[3];
        PlacesOf(item, places);
        foreach (int place in places)
        {
            bits[SizeInBytes - 1 - (place / 8)] |= (byte)(1 << (place % 8));
        }
    }

    /// <summary>The low 11 bits of the first three pairs of bytes of the item's hash.</summary>
    private static void PlacesOf(ReadOnlySpan<byte> item, Span<int> places)
    {
        Span<byte> digest = stackalloc byte[Hash256.SizeInBytes];
        Crypto.Keccak256.HashData(item, digest);
        for (int i = 0; i < 3; i++)
        {
            places[i] = BinaryPrimitives.ReadUInt16BigEndian(digest[(2 * i)..]) & 0x7ff;
        }
    }
}
