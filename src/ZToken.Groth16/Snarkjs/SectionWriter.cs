using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Writes a file that is divided into sections, each of a length that is known before.</summary>
internal sealed class SectionWriter
{
    private readonly Stream stream;
    private long remaining;

    public SectionWriter(Stream stream, FileLayout layout, int sections)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        PointCheck.RequireLittleEndian();
        remaining = 12;
        foreach (char letter in layout.Kind)
        {
            WriteBytes([(byte)letter]);
        }

        WriteUInt32(layout.Version);
        WriteUInt32((uint)sections);
    }

    /// <summary>Begins the next section; the last must have been filled.</summary>
    public void Begin(uint section, long length)
    {
        End();
        remaining = 12;
        WriteUInt32(section);
        WriteUInt64((ulong)length);
        remaining = length;
    }

    /// <summary>After the last section.</summary>
    public void End()
    {
        if (remaining != 0)
        {
            throw new UnreachableException($"A section was announced {remaining} bytes longer than it was written.");
        }
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > remaining)
        {
            throw new UnreachableException("A section was announced shorter than it is written.");
        }

        stream.Write(bytes);
        remaining -= bytes.Length;
    }

    public void WriteUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WriteUInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WritePrime<TField>()
        where TField : unmanaged, IPrimeField<TField>
    {
        Span<byte> bytes = stackalloc byte[TField.SizeInBytes];
        _ = TField.Modulus.TryWriteBytes(bytes, out _, isUnsigned: true);
        WriteUInt32((uint)bytes.Length);
        WriteBytes(bytes);
    }

    public void WritePlainScalar(in Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        value.WriteLittleEndian(bytes);
        WriteBytes(bytes);
    }

    public void WritePoint<TField>(in AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField> => WritePoints<TField>([point]);

    public void WritePoints<TField>(ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField> => WriteBytes(MemoryMarshal.AsBytes(points));
}
