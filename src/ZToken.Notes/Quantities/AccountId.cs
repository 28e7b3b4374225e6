using System.Buffers.Binary;

namespace ZToken.Notes;

/// <summary>An account or contract of the chain: 20 bytes. <c>default</c> is the zero address, "none".</summary>
public readonly record struct AccountId
{
    /// <summary>Bytes of an account.</summary>
    public const int SizeInBytes = 20;

    private readonly ulong first;
    private readonly ulong second;
    private readonly uint third;

    private AccountId(ulong first, ulong second, uint third) => (this.first, this.second, this.third) = (first, second, third);

    /// <summary>Whether this is the zero address.</summary>
    public bool IsNone => (first | second | third) == 0;

    /// <summary>Reads 20 bytes.</summary>
    /// <returns>False where there are not 20.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AccountId account)
    {
        account = default;
        if (bytes.Length != SizeInBytes)
        {
            return false;
        }

        account = new AccountId(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));
        return true;
    }

    /// <summary>Writes the 20 bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(destination, first);
    }

    /// <summary>0x and 40 digits in lower case.</summary>
    public override string ToString() => $"0x{first:x16}{second:x16}{third:x8}";
}
