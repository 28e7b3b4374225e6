using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Writes a form of known length from its beginning to its end, all numbers big-endian.</summary>
/// <param name="destination">Room for the form.</param>
internal ref struct WireWriter(Span<byte> destination)
{
    private Span<byte> rest = destination;

    /// <summary>The next bytes, to be filled.</summary>
    public Span<byte> Next(int count)
    {
        Span<byte> next = rest[..count];
        rest = rest[count..];
        return next;
    }

    public void Write(byte value) => Next(sizeof(byte))[0] = value;

    public void Write(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Next(sizeof(ushort)), value);

    public void Write(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Next(sizeof(uint)), value);

    public void Write(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Next(sizeof(ulong)), value);

    public void Write(in Fr value) => value.WriteBigEndian(Next(Fr.SizeInBytes));

    public void Write(in JubjubScalar value) => value.WriteBigEndian(Next(JubjubScalar.SizeInBytes));

    public void Write(AccountId account) => account.WriteTo(Next(AccountId.SizeInBytes));
}
