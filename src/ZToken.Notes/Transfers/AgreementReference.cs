using System.Buffers.Binary;

namespace ZToken.Notes;

/// <summary>32 bytes by which a bundle can point at an agreement outside it, such as a z-contract of another party. All zeros for none.</summary>
public readonly record struct AgreementReference
{
    /// <summary>Bytes of a reference.</summary>
    public const int SizeInBytes = 32;

    private readonly UInt128 high;
    private readonly UInt128 low;

    private AgreementReference(UInt128 high, UInt128 low) => (this.high, this.low) = (high, low);

    /// <summary>Reads 32 bytes.</summary>
    /// <returns>False where there are not 32.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AgreementReference reference)
    {
        bool valid = bytes.Length == SizeInBytes;
        reference = valid
            ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]))
            : default;
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
