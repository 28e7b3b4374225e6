using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Reads the contents of one section in order, and never beyond its end.</summary>
internal sealed class SectionReader(Stream stream, FileLayout layout, uint section, long length)
{
    /// <summary>Bytes of the section that are left.</summary>
    public long Remaining { get; private set; } = length;

    public MalformedFileException Error(string reason) => layout.Error(section, reason);

    public void ReadBytes(Span<byte> destination)
    {
        if (destination.Length > Remaining)
        {
            throw Error($"ends {destination.Length - Remaining} bytes too early");
        }

        try
        {
            stream.ReadExactly(destination);
        }
        catch (EndOfStreamException)
        {
            throw Error("is shorter than it was when the file was opened");
        }

        Remaining -= destination.Length;
    }

    public uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong ReadUInt64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>A count or a number that must be at most <paramref name="most"/>.</summary>
    public int ReadCount(string what, long most)
    {
        uint value = ReadUInt32();
        if (value > most || value > int.MaxValue)
        {
            throw Error($"{what} is {value}, more than {Math.Min(most, int.MaxValue)}");
        }

        return (int)value;
    }

    /// <summary>The size and the value of a prime, which must be the given one: this library knows one curve.</summary>
    public void RequirePrime<TField>(string name)
        where TField : unmanaged, IPrimeField<TField>
    {
        uint size = ReadUInt32();
        if (size != TField.SizeInBytes)
        {
            throw Error($"elements of {name} have {size} bytes, not the {TField.SizeInBytes} of BLS12-381");
        }

        Span<byte> expected = stackalloc byte[TField.SizeInBytes];
        Span<byte> actual = stackalloc byte[TField.SizeInBytes];
        _ = TField.Modulus.TryWriteBytes(expected, out _, isUnsigned: true);
        ReadBytes(actual);
        if (!actual.SequenceEqual(expected))
        {
            throw Error($"the prime of {name} is not that of BLS12-381");
        }
    }

    /// <summary>An element as a plain integer below the prime.</summary>
    public Fr ReadPlainScalar()
    {
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        ReadBytes(bytes);
        return Fr.TryReadLittleEndian(bytes, out Fr value) ? value : throw Error("a value is not below r");
    }

    public AffinePoint<TField> ReadPoint<TField>()
        where TField : unmanaged, IGroupField<TField>
    {
        Span<AffinePoint<TField>> point = stackalloc AffinePoint<TField>[1];
        ReadPoints(point);
        return point[0];
    }

    /// <summary>Points as a pair of coordinates in Montgomery form, which is how they lie in memory.</summary>
    /// <remarks>Coordinates must be below p and points on their curve or infinity. That they are of order r is not checked here.</remarks>
    public void ReadPoints<TField>(Span<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField>
    {
        ReadBytes(MemoryMarshal.AsBytes(points));
        int wrong = PointCheck.FirstOffCurve<TField>(points);
        if (wrong >= 0)
        {
            throw Error($"point {wrong} is not on the curve, or a coordinate is not below p");
        }
    }

    public AffinePoint<TField>[] ReadPoints<TField>(long count)
        where TField : unmanaged, IGroupField<TField>
    {
        RequireRemaining(count * Group<TField>.UncompressedSizeInBytes, $"{count} points");
        AffinePoint<TField>[] points = new AffinePoint<TField>[checked((int)count)];
        ReadPoints<TField>(points.AsSpan());
        return points;
    }

    /// <summary>Refuses a section whose rest has not exactly this length: to be asked before memory is taken for it.</summary>
    public void RequireRemaining(long expected, string contents)
    {
        if (Remaining != expected)
        {
            throw Error($"{contents} take {expected} bytes, there are {Remaining}");
        }
    }

    public void RequireEnd()
    {
        if (Remaining != 0)
        {
            throw Error($"has {Remaining} bytes too many");
        }
    }
}
