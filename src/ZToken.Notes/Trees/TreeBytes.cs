using System.Buffers;
using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Reading and writing what the trees' encodings are made of: big-endian numbers and elements. A reader moves past what it read.</summary>
internal static class TreeBytes
{
    public static bool TryReadUInt32(ref ReadOnlySpan<byte> bytes, out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(bytes, out value))
        {
            return false;
        }

        bytes = bytes[sizeof(uint)..];
        return true;
    }

    public static bool TryReadUInt64(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        if (!BinaryPrimitives.TryReadUInt64BigEndian(bytes, out value))
        {
            return false;
        }

        bytes = bytes[sizeof(ulong)..];
        return true;
    }

    /// <summary>Reads as many elements as the destination takes.</summary>
    public static bool TryReadElements(ref ReadOnlySpan<byte> bytes, scoped Span<Fr> elements)
    {
        if (bytes.Length < (long)elements.Length * Fr.SizeInBytes)
        {
            return false;
        }

        foreach (ref Fr element in elements)
        {
            if (!Fr.TryReadBigEndian(bytes[..Fr.SizeInBytes], out element))
            {
                return false;
            }

            bytes = bytes[Fr.SizeInBytes..];
        }

        return true;
    }

    /// <summary>Reads a number of elements, and then those.</summary>
    public static bool TryReadElementList(ref ReadOnlySpan<byte> bytes, out Fr[] elements)
    {
        elements = [];
        if (!TryReadUInt32(ref bytes, out uint count) || count > bytes.Length / Fr.SizeInBytes)
        {
            return false;
        }

        elements = new Fr[count];
        return TryReadElements(ref bytes, elements);
    }

    /// <summary>Reads a number of positions, and then those: each higher than the one before and below a limit.</summary>
    public static bool TryReadPositions(ref ReadOnlySpan<byte> bytes, ulong limit, out uint[] positions)
    {
        positions = [];
        if (!TryReadUInt32(ref bytes, out uint count) || count > bytes.Length / sizeof(uint))
        {
            return false;
        }

        positions = new uint[count];
        long previous = -1;
        foreach (ref uint position in positions.AsSpan())
        {
            _ = TryReadUInt32(ref bytes, out position);
            if (position <= previous || position >= limit)
            {
                return false;
            }

            previous = position;
        }

        return true;
    }

    public static void Write(IBufferWriter<byte> writer, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(writer.GetSpan(sizeof(uint)), value);
        writer.Advance(sizeof(uint));
    }

    public static void Write(IBufferWriter<byte> writer, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(writer.GetSpan(sizeof(ulong)), value);
        writer.Advance(sizeof(ulong));
    }

    public static void Write(IBufferWriter<byte> writer, ReadOnlySpan<Fr> elements)
    {
        foreach (ref readonly Fr element in elements)
        {
            element.WriteBigEndian(writer.GetSpan(Fr.SizeInBytes));
            writer.Advance(Fr.SizeInBytes);
        }
    }

    public static void WritePositions(IBufferWriter<byte> writer, ReadOnlySpan<uint> ascending)
    {
        Write(writer, (uint)ascending.Length);
        foreach (uint position in ascending)
        {
            Write(writer, position);
        }
    }
}
