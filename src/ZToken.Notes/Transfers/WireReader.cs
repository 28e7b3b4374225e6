using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Reads a form of known length from its beginning to its end, all numbers big-endian. What is out of range is remembered and asked for once, at the end.</summary>
/// <param name="bytes">The whole form; its length has been checked.</param>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;
    private bool isMalformed;

    /// <summary>Whether all was in range and nothing is left.</summary>
    public readonly bool IsDone => !isMalformed && rest.IsEmpty;

    public ReadOnlySpan<byte> Next(int count)
    {
        ReadOnlySpan<byte> next = rest[..count];
        rest = rest[count..];
        return next;
    }

    public ushort NextUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Next(sizeof(ushort)));

    public uint NextUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Next(sizeof(uint)));

    public ulong NextUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Next(sizeof(ulong)));

    public Fr NextElement()
    {
        Require(Fr.TryReadBigEndian(Next(Fr.SizeInBytes), out Fr value));
        return value;
    }

    public JubjubScalar NextScalar()
    {
        Require(JubjubScalar.TryReadBigEndian(Next(JubjubScalar.SizeInBytes), out JubjubScalar value));
        return value;
    }

    public AccountId NextAccount()
    {
        Require(AccountId.TryRead(Next(AccountId.SizeInBytes), out AccountId account));
        return account;
    }

    /// <summary>Remembers that something is not as it must be.</summary>
    public void Require(bool condition) => isMalformed |= !condition;
}
