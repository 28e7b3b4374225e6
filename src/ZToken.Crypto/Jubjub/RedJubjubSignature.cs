using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A signature of <see cref="RedJubjub"/>: a point R of the curve and a scalar S.</summary>
/// <param name="R">The commitment; it may have a part of small order.</param>
/// <param name="S">The response.</param>
public readonly record struct RedJubjubSignature(JubjubAffine R, JubjubScalar S)
{
    /// <summary>Bytes of the encoding: R, then S little-endian.</summary>
    public const int SizeInBytes = JubjubAffine.SizeInBytes + JubjubScalar.SizeInBytes;

    /// <summary>Reads the canonical encoding. Variable time.</summary>
    /// <returns>False where the length is not 64, R is not the canonical encoding of a point, or S is not below the order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out RedJubjubSignature signature)
    {
        signature = default;
        if (bytes.Length != SizeInBytes ||
            !JubjubAffine.TryRead(bytes[..JubjubAffine.SizeInBytes], out JubjubAffine r) ||
            !JubjubScalar.TryReadLittleEndian(bytes[JubjubAffine.SizeInBytes..], out JubjubScalar s))
        {
            return false;
        }

        signature = new RedJubjubSignature(r, s);
        return true;
    }

    /// <summary>Writes the 64 bytes of the encoding.</summary>
    public void WriteTo(Span<byte> destination)
    {
        R.WriteTo(destination);
        S.WriteLittleEndian(destination[JubjubAffine.SizeInBytes..]);
    }
}
