using System.Buffers.Binary;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>Which ledger a member's keys are for: 32 bytes that its genesis fixes and that go along when its history moves to another chain.</summary>
/// <remarks>
/// All keys follow from seed and ledger together. Were they the same on two ledgers, the keepers of a test network's viewing keys could read the
/// payments of the real one.
/// </remarks>
public readonly record struct LedgerId
{
    /// <summary>Bytes of an id.</summary>
    public const int SizeInBytes = Keccak256.SizeInBytes;

    private readonly UInt128 high;
    private readonly UInt128 low;

    private LedgerId(ReadOnlySpan<byte> bytes) => (high, low) = (BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>The id of a ledger by the chain and the member registry with which it began: Keccak-256 over both as words of 32 bytes, big-endian.</summary>
    public static LedgerId Of(ulong chainId, AccountId registry)
    {
        const int Word = 32;
        Span<byte> words = stackalloc byte[2 * Word], digest = stackalloc byte[SizeInBytes];
        words.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(words[(Word - sizeof(ulong))..], chainId);
        registry.WriteTo(words[((2 * Word) - AccountId.SizeInBytes)..]);
        Keccak256.HashData(words, digest);
        return new LedgerId(digest);
    }

    /// <summary>Reads 32 bytes.</summary>
    /// <returns>False where there are not 32, or all are zero.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out LedgerId id)
    {
        bool valid = bytes.Length == SizeInBytes && bytes.ContainsAnyExcept((byte)0);
        id = valid ? new LedgerId(bytes) : default;
        return valid;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], low);
        BinaryPrimitives.WriteUInt128BigEndian(destination, high);
    }

    /// <summary>0x and 64 digits.</summary>
    public override string ToString() => $"0x{high:x32}{low:x32}";
}
