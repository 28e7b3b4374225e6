using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Which viewing key a dealing is of: what its proof and every sealed share are bound to, so that none can be moved to another place.</summary>
/// <param name="Ledger">The ledger, by the chain and registry with which it began.</param>
/// <param name="Member">The member's index.</param>
/// <param name="Owner">Whom the member's notes belong to.</param>
/// <param name="Epoch">The epoch of the key.</param>
public readonly record struct DealingContext(LedgerId Ledger, MemberIndex Member, NoteOwner Owner, Epoch Epoch)
{
    /// <summary>Bytes: ledger, index in two, owner as a word, epoch in four, threshold and number of keepers in one each; integers big-endian.</summary>
    public const int SizeInBytes = LedgerId.SizeInBytes + sizeof(ushort) + Fr.SizeInBytes + sizeof(uint) + 2;

    /// <summary>The bytes, with the threshold and the number of keepers.</summary>
    internal byte[] ToBytes(int threshold, int count)
    {
        byte[] bytes = new byte[SizeInBytes];
        Ledger.WriteTo(bytes);
        Span<byte> rest = bytes.AsSpan(LedgerId.SizeInBytes);
        BinaryPrimitives.WriteUInt16BigEndian(rest, Member.Number);
        Owner.Value.WriteBigEndian(rest[sizeof(ushort)..]);
        BinaryPrimitives.WriteUInt32BigEndian(rest[(sizeof(ushort) + Fr.SizeInBytes)..], Epoch.Number);
        (rest[^2], rest[^1]) = ((byte)threshold, (byte)count);
        return bytes;
    }
}
