using System.Buffers.Binary;

namespace ZToken.Ledger;

/// <summary>Writes items of RLP (Yellow Paper, appendix B) one after another into a buffer that grows.</summary>
/// <remarks>The prefix of a list is put in when the list ends, which moves the list's bytes once for each level.</remarks>
public sealed class RlpWriter
{
    private byte[] buffer;
    private int length;

    /// <summary>Makes a writer with room for some bytes.</summary>
    public RlpWriter(int capacity = 256) => buffer = new byte[capacity];

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => buffer.AsSpan(0, length);

    /// <summary>Forgets what has been written and keeps the buffer.</summary>
    public void Clear() => length = 0;

    /// <summary>What has been written, in a new array.</summary>
    public byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Begins a list: what follows up to <see cref="EndList"/> is in it.</summary>
    /// <returns>What <see cref="EndList"/> wants to know.</returns>
    public int BeginList() => length;

    /// <summary>Ends the list that was begun at a mark.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mark is not one of this writer's.</exception>
    public void EndList(int mark)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)mark, (uint)length, nameof(mark));
        int payload = length - mark;
        int header = HeaderLength(payload);
        Reserve(header);
        buffer.AsSpan(mark, payload).CopyTo(buffer.AsSpan(mark + header));
        WriteHeader(buffer.AsSpan(mark, header), payload, RlpPrefix.ShortList);
        length += header;
    }

    /// <summary>Writes a string of bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 && bytes[0] < RlpPrefix.ShortString)
        {
            Reserve(1)[0] = bytes[0];
            length++;
            return;
        }

        int header = HeaderLength(bytes.Length);
        Span<byte> place = Reserve(header + bytes.Length);
        WriteHeader(place[..header], bytes.Length, RlpPrefix.ShortString);
        bytes.CopyTo(place[header..]);
        length += header + bytes.Length;
    }

    /// <summary>Writes a number: its bytes, big-endian without leading zeros.</summary>
    public void Write(ulong value) => Write(new Word(value));

    /// <summary>Writes a number: its bytes, big-endian without leading zeros.</summary>
    public void Write(in Word value)
    {
        Span<byte> bytes = stackalloc byte[Word.SizeInBytes];
        Write(bytes[..value.WriteShortBigEndian(bytes)]);
    }

    /// <summary>Writes 20 bytes.</summary>
    public void Write(in Address address)
    {
        Span<byte> bytes = stackalloc byte[Address.SizeInBytes];
        address.WriteTo(bytes);
        Write(bytes);
    }

    /// <summary>Writes 20 bytes, or none where there is no address: the target of a creation.</summary>
    public void Write(Address? address)
    {
        if (address is Address given)
        {
            Write(given);
        }
        else
        {
            Write(ReadOnlySpan<byte>.Empty);
        }
    }

    /// <summary>Writes 32 bytes.</summary>
    public void Write(in Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.SizeInBytes];
        hash.WriteTo(bytes);
        Write(bytes);
    }

    /// <summary>Writes what is RLP already.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> item)
    {
        item.CopyTo(Reserve(item.Length));
        length += item.Length;
    }

    private static int HeaderLength(int payload) =>
        payload <= RlpPrefix.LongestShort ? 1 : payload <= 0xff ? 2 : payload <= 0xffff ? 3 : payload <= 0xffffff ? 4 : 5;

    private static void WriteHeader(Span<byte> header, int payload, byte prefix)
    {
        if (header.Length == 1)
        {
            header[0] = (byte)(prefix + payload);
            return;
        }

        Span<byte> size = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(size, payload);
        header[0] = (byte)(prefix + RlpPrefix.LongestShort + header.Length - 1);
        size[^(header.Length - 1)..].CopyTo(header[1..]);
    }

    private Span<byte> Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(checked(length + count), (int)Math.Min(2L * buffer.Length, Array.MaxLength)));
        }

        return buffer.AsSpan(length);
    }
}
