using System.Buffers.Binary;

namespace ZToken.Groth16;

/// <summary>The table of sections that iden3's binary formats share: magic, version, then sections of a number and a length in any order.</summary>
/// <remarks>
/// All integers little-endian: 4 bytes magic, u32 version, u32 number of sections, and per section u32 number, u64 length,
/// contents. Here the sections must fill the file exactly, and each may occur once: what a reader does not look at, it refuses.
/// </remarks>
internal sealed class SectionedFile
{
    private const int HeaderSize = 12;
    private const int SectionHeaderSize = 12;

    private readonly Stream stream;
    private readonly Dictionary<uint, (long Start, long Length)> sections = [];
    private readonly List<uint> order = [];

    /// <summary>Reads the table of sections, not their contents.</summary>
    /// <param name="stream">A stream that can seek, at its beginning.</param>
    /// <param name="layout">The format that is expected.</param>
    /// <exception cref="MalformedFileException">The file is of another kind, or its table does not fit its length.</exception>
    public SectionedFile(Stream stream, FileLayout layout)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        Layout = layout;
        long length = stream.Length;
        Span<byte> header = stackalloc byte[HeaderSize];
        stream.Position = 0;
        if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            throw Error($"has {length} bytes, fewer than a header of {HeaderSize}");
        }

        for (int i = 0; i < 4; i++)
        {
            if (header[i] != layout.Kind[i])
            {
                throw Error("begins with other bytes");
            }
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (version != layout.Version)
        {
            throw Error($"has version {version}; known is {layout.Version}");
        }

        ReadTable(BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), length);
    }

    public FileLayout Layout { get; }

    /// <summary>The sections' numbers in the order in which they stand in the file.</summary>
    public IReadOnlyList<uint> Order => order;

    public bool Has(uint section) => sections.ContainsKey(section);

    /// <summary>Goes to the beginning of a section.</summary>
    public SectionReader Open(uint section)
    {
        if (!sections.TryGetValue(section, out (long Start, long Length) place))
        {
            throw Layout.Error(section, "is missing");
        }

        stream.Position = place.Start;
        return new SectionReader(stream, Layout, section, place.Length);
    }

    /// <summary>Goes to an item of a section of equal items, the section's length having been checked before.</summary>
    public SectionReader OpenAt(uint section, long offset, long length)
    {
        (long start, long available) = sections[section];
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + length, available);
        stream.Position = start + offset;
        return new SectionReader(stream, Layout, section, length);
    }

    private void ReadTable(uint count, long length)
    {
        long position = HeaderSize;
        Span<byte> header = stackalloc byte[SectionHeaderSize];
        for (uint i = 0; i < count; i++)
        {
            stream.Position = position;
            if (stream.ReadAtLeast(header, SectionHeaderSize, throwOnEndOfStream: false) < SectionHeaderSize)
            {
                throw Error($"ends after {i} of {count} sections");
            }

            uint section = BinaryPrimitives.ReadUInt32LittleEndian(header);
            ulong size = BinaryPrimitives.ReadUInt64LittleEndian(header[4..]);
            position += SectionHeaderSize;
            if (!Layout.Sections.ContainsKey(section))
            {
                throw Layout.Error(section, "is not part of this format");
            }

            if (size > (ulong)(length - position))
            {
                throw Layout.Error(section, $"states {size} bytes, the file has {length - position} left");
            }

            if (!sections.TryAdd(section, (position, (long)size)))
            {
                throw Layout.Error(section, "occurs twice");
            }

            order.Add(section);
            position += (long)size;
        }

        if (position != length)
        {
            throw Error($"has {length - position} bytes after its last section");
        }
    }

    private MalformedFileException Error(string reason) => new(Layout.Kind, "file", reason);
}
