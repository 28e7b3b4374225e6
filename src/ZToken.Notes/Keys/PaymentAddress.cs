using System.Buffers.Binary;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>Whom to pay: a note owner and its place in the member trees. The viewing point of the epoch comes from the registry.</summary>
/// <remarks>
/// As text bech32m (BIP-350) over owner (32 bytes, big-endian) and index (2 bytes, big-endian), the prefix naming the network.
/// The registry must agree that this owner has this index: an address by itself is a claim.
/// </remarks>
/// <param name="Owner">The note owner.</param>
/// <param name="Index">The member's index.</param>
public readonly record struct PaymentAddress(NoteOwner Owner, MemberIndex Index)
{
    private const int SizeInBytes = Fr.SizeInBytes + sizeof(ushort);

    /// <summary>The address as text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such network.</exception>
    public string ToText(Network network)
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        Owner.Value.WriteBigEndian(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[Fr.SizeInBytes..], Index.Number);
        return Bech32.Encode(PrefixOf(network), bytes);
    }

    /// <summary>Reads an address of one network.</summary>
    /// <returns>False where the checksum is wrong, the prefix is another network's, the length is not right, or the owner is not below r.</returns>
    public static bool TryParse(string text, Network network, out PaymentAddress address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = default;
        if (!Bech32.TryDecode(text, out string? prefix, out byte[]? bytes) || prefix != PrefixOf(network) || bytes.Length != SizeInBytes ||
            !Fr.TryReadBigEndian(bytes.AsSpan(0, Fr.SizeInBytes), out Fr owner))
        {
            return false;
        }

        address = new PaymentAddress(new NoteOwner(owner), new MemberIndex(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(Fr.SizeInBytes))));
        return true;
    }

    private static string PrefixOf(Network network) => network switch
    {
        Network.Production => "zt",
        Network.Test => "ztt",
        Network.Development => "ztd",
        _ => throw new ArgumentOutOfRangeException(nameof(network)),
    };
}
