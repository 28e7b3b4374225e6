using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Where a query lies in a key file.</summary>
/// <param name="Count">Scalars that the query takes.</param>
/// <param name="Bases">Points that are not infinity.</param>
/// <param name="WindowBits">Of the table's shape.</param>
/// <param name="Rows">Of the table's shape.</param>
/// <param name="IndexOffset">Where the scalars' indices lie, u32 for each base; 0 where every scalar has its base.</param>
/// <param name="TableOffset">Where the table lies.</param>
internal readonly record struct KeyFileQuery(int Count, int Bases, int WindowBits, int Rows, long IndexOffset, long TableOffset)
{
    public const int SizeInBytes = 32;

    public long IndexSize => IndexOffset == 0 ? 0 : 4L * Bases;

    /// <summary>Reads a record; false where no query is like this.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out KeyFileQuery query)
    {
        query = new KeyFileQuery(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));
        return query.Bases >= 0 && query.Count >= query.Bases && query.IndexOffset >= 0 && query.TableOffset >= 0
            && (query.Bases == 0 || FixedBaseShape.TryCreate(query.Bases, query.WindowBits, query.Rows, out _))
            && (query.IndexOffset != 0 || query.Bases == query.Count || query.Bases == 0);
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Bases);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], WindowBits);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Rows);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], IndexOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], TableOffset);
    }

    public FixedBaseShape Shape => FixedBaseShape.TryCreate(Bases, WindowBits, Rows, out FixedBaseShape shape) ? shape : default;

    public long TableSize<TField>()
        where TField : unmanaged, IGroupField<TField> => Bases == 0 ? 0 : Shape.PointCount * Group<TField>.UncompressedSizeInBytes;
}
