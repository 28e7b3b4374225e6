using System.Buffers.Binary;

namespace ZToken.Notes;

/// <summary>Which payment is opened, and by whose viewing key: what every keeper's part is bound to.</summary>
/// <param name="ChainId">The chain that took the bundle.</param>
/// <param name="Contract">The z-contract that took it.</param>
/// <param name="Bundle">The bundle's id.</param>
/// <param name="Member">The member whose viewing key it is.</param>
/// <param name="Epoch">The epoch.</param>
public readonly record struct OpeningContext(ulong ChainId, AccountId Contract, SignatureHash Bundle, MemberIndex Member, Epoch Epoch)
{
    /// <summary>Bytes: chain in eight, contract, bundle, index in two, epoch in four; integers big-endian.</summary>
    public const int SizeInBytes = sizeof(ulong) + AccountId.SizeInBytes + SignatureHash.SizeInBytes + sizeof(ushort) + sizeof(uint);

    /// <summary>The context of a transfer, seen by a member's key.</summary>
    public static OpeningContext Of(PublishedTransfer transfer, MemberIndex member)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return new(transfer.Terms.ChainId, transfer.Terms.Contract, transfer.Id, member, transfer.Effects.Epoch);
    }

    /// <summary>Writes the 66 bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, ChainId);
        Contract.WriteTo(destination[sizeof(ulong)..]);
        Span<byte> rest = destination[(sizeof(ulong) + AccountId.SizeInBytes)..];
        Bundle.WriteTo(rest);
        BinaryPrimitives.WriteUInt16BigEndian(rest[SignatureHash.SizeInBytes..], Member.Number);
        BinaryPrimitives.WriteUInt32BigEndian(rest[(SignatureHash.SizeInBytes + sizeof(ushort))..], Epoch.Number);
    }

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[SizeInBytes];
        WriteTo(bytes);
        return bytes;
    }
}
