using System.Numerics;

namespace ZToken.Algebra;

/// <summary>A field of integers modulo a prime, with its canonical encodings.</summary>
/// <typeparam name="T">The implementing element type.</typeparam>
public interface IPrimeField<T> : IField<T>
    where T : unmanaged, IPrimeField<T>
{
    /// <summary>Bytes of the canonical encoding.</summary>
    static abstract int SizeInBytes { get; }

    /// <summary>Bits of the modulus.</summary>
    static abstract int BitLength { get; }

    /// <summary>The modulus as an integer.</summary>
    static abstract BigInteger Modulus { get; }

    /// <summary>The element of a small integer.</summary>
    static abstract T FromUInt64(ulong value);

    /// <summary>The residue of any integer. Variable time.</summary>
    static abstract T FromBigInteger(BigInteger value);

    /// <summary>The canonical value as an integer. Variable time.</summary>
    BigInteger ToBigInteger();

    /// <summary>Reads a canonical little-endian encoding of exactly <see cref="SizeInBytes"/> bytes.</summary>
    /// <returns>False where the length is wrong or the integer is not below the modulus.</returns>
    static abstract bool TryReadLittleEndian(ReadOnlySpan<byte> bytes, out T value);

    /// <summary>Reads a canonical big-endian encoding of exactly <see cref="SizeInBytes"/> bytes.</summary>
    /// <returns>False where the length is wrong or the integer is not below the modulus.</returns>
    static abstract bool TryReadBigEndian(ReadOnlySpan<byte> bytes, out T value);

    /// <summary>Writes the canonical little-endian encoding.</summary>
    void WriteLittleEndian(Span<byte> destination);

    /// <summary>Writes the canonical big-endian encoding.</summary>
    void WriteBigEndian(Span<byte> destination);

    /// <summary>The residue of a little-endian integer of up to twice <see cref="SizeInBytes"/> bytes, for hashing to the field.</summary>
    static abstract T FromWideLittleEndian(ReadOnlySpan<byte> bytes);

    /// <summary>A uniform element, its bias below 2^-128.</summary>
    static abstract T Random(RandomSource source);

    /// <summary>This element to a public power, little-endian limbs. The time depends on the exponent only.</summary>
    T Power(ReadOnlySpan<ulong> exponent);
}
