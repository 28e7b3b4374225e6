namespace ZToken.Ledger;

/// <summary>Reads items of RLP (Yellow Paper, appendix B) one after another: only the one encoding that each item has.</summary>
/// <remarks>
/// It reads one level; a list comes out as a reader of its own, so that the depth is what the caller's code asks for, not what the bytes say. Every
/// span is a part of the input: nothing is copied or allocated, and no length that is larger than what is there is believed. After a failure the
/// position is where it was.
/// </remarks>
public ref struct RlpReader
{
    private ReadOnlySpan<byte> rest;

    /// <summary>Begins to read.</summary>
    public RlpReader(ReadOnlySpan<byte> bytes) => rest = bytes;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Whether the next item is a list.</summary>
    public readonly bool IsAtList => !rest.IsEmpty && rest[0] >= RlpPrefix.ShortList;

    /// <summary>Reads bytes that hold one list and nothing else.</summary>
    public static bool TryReadOnlyList(ReadOnlySpan<byte> bytes, out RlpReader items)
    {
        RlpReader reader = new(bytes);
        return reader.TryReadList(out items) && reader.IsAtEnd;
    }

    /// <summary>Reads a string of bytes.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return !IsAtList && TryRead(out bytes, out _);
    }

    /// <summary>Reads a list.</summary>
    public bool TryReadList(out RlpReader items)
    {
        items = default;
        if (!IsAtList || !TryRead(out ReadOnlySpan<byte> payload, out _))
        {
            return false;
        }

        items = new RlpReader(payload);
        return true;
    }

    /// <summary>Reads an item of either kind with its prefix; what is in a list is not looked at.</summary>
    public bool TryReadEncoded(out ReadOnlySpan<byte> item) => TryRead(out _, out item);

    /// <summary>Reads a number of at most 256 bits without leading zeros.</summary>
    public bool TryReadWord(out Word value)
    {
        RlpReader before = this;
        if (TryReadBytes(out ReadOnlySpan<byte> bytes) && bytes.Length <= Word.SizeInBytes && (bytes.IsEmpty || bytes[0] != 0))
        {
            value = Word.ReadShortBigEndian(bytes);
            return true;
        }

        this = before;
        value = default;
        return false;
    }

    /// <summary>Reads a number of at most 64 bits without leading zeros.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        RlpReader before = this;
        if (TryReadWord(out Word word) && word.TryToUInt64(out value))
        {
            return true;
        }

        this = before;
        value = 0;
        return false;
    }

    /// <summary>Reads a string of 20 bytes.</summary>
    public bool TryReadAddress(out Address address)
    {
        RlpReader before = this;
        if (TryReadBytes(out ReadOnlySpan<byte> bytes) && Address.TryRead(bytes, out address))
        {
            return true;
        }

        this = before;
        address = default;
        return false;
    }

    /// <summary>Reads a string of 32 bytes.</summary>
    public bool TryReadHash(out Hash256 hash)
    {
        RlpReader before = this;
        if (TryReadBytes(out ReadOnlySpan<byte> bytes) && Hash256.TryRead(bytes, out hash))
        {
            return true;
        }

        this = before;
        hash = default;
        return false;
    }

    private bool TryRead(out ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> item)
    {
        payload = item = default;
        if (!TryReadHeader(rest, out int header, out int length))
        {
            return false;
        }

        payload = rest.Slice(header, length);
        item = rest[..(header + length)];
        rest = rest[(header + length)..];
        return true;
    }

    /// <summary>How many bytes of prefix and of payload the next item has.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int header, out int length)
    {
        header = length = 0;
        if (bytes.IsEmpty)
        {
            return false;
        }

        byte first = bytes[0];
        if (first < RlpPrefix.ShortString)
        {
            length = 1;
            return true;
        }

        header = 1;
        int size = first - (first >= RlpPrefix.ShortList ? RlpPrefix.ShortList : RlpPrefix.ShortString);
        if (size <= RlpPrefix.LongestShort)
        {
            length = size;
            // A byte below 0x80 is its own encoding.
            return length < bytes.Length && !(first == RlpPrefix.ShortString + 1 && bytes[1] < RlpPrefix.ShortString);
        }

        int sizeOfSize = size - RlpPrefix.LongestShort;
        header += sizeOfSize;
        // No input of ours has 2^31 bytes; what fits into four bytes cannot overflow below.
        if (sizeOfSize > sizeof(int) || bytes.Length < header || bytes[1] == 0)
        {
            return false;
        }

        long value = 0;
        foreach (byte digit in bytes[1..header])
        {
            value = (value << 8) | digit;
        }

        length = (int)Math.Min(value, int.MaxValue);
        return value > RlpPrefix.LongestShort && value <= bytes.Length - header;
    }
}
