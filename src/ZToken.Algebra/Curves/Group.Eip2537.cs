namespace ZToken.Algebra;

/// <content>The encodings of EIP-2537, Ethereum's precompiles for this curve.</content>
/// <remarks>
/// A coefficient is 64 bytes, big-endian, the upper 16 zero; in G2 the coefficient of 1 first; x before y, never compressed.
/// Infinity is all zero. Additions take any point of the curve; multiplications and pairings want the subgroup as well.
/// </remarks>
public static partial class Group<TField>
{
    private const int Eip2537CoefficientSize = 64;
    private const int Eip2537Padding = Eip2537CoefficientSize - Fp.SizeInBytes;

    /// <summary>Bytes of a coordinate in the layout of EIP-2537: 64 in G1, 128 in G2.</summary>
    public static int Eip2537CoordinateSizeInBytes => TField.Degree * Eip2537CoefficientSize;

    /// <summary>Bytes of a point in the layout of EIP-2537: 128 in G1, 256 in G2.</summary>
    public static int Eip2537SizeInBytes => 2 * Eip2537CoordinateSizeInBytes;

    /// <summary>Reads a point of the subgroup of order r, as the multiplication and pairing precompiles do.</summary>
    /// <returns>False where the length, a padding, a coordinate, the curve or the subgroup is wrong.</returns>
    public static bool TryReadEip2537(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point) =>
        TryReadEip2537Unchecked(bytes, out point) && KeepIfInSubgroup(ref point);

    /// <summary>Reads a point of the curve <b>that may lie outside the subgroup</b>, as the addition precompiles do.</summary>
    /// <returns>False where the length, a padding, a coordinate or the curve is wrong.</returns>
    public static bool TryReadEip2537Unchecked(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point)
    {
        point = default;
        if (bytes.Length != Eip2537SizeInBytes)
        {
            return false;
        }

        if (!bytes.ContainsAnyExcept((byte)0))
        {
            return true;
        }

        return TryReadEip2537Coordinate(bytes[..Eip2537CoordinateSizeInBytes], out TField x)
            && TryReadEip2537Coordinate(bytes[Eip2537CoordinateSizeInBytes..], out TField y)
            && KeepIfOnCurveAndFinite(x, y, out point);
    }

    /// <summary>Reads a single element of the coordinates' field, the input of the mapping precompiles.</summary>
    /// <returns>False where the length or a padding is wrong or a coefficient is not below p.</returns>
    public static bool TryReadEip2537Coordinate(ReadOnlySpan<byte> bytes, out TField value)
    {
        value = default;
        if (bytes.Length != Eip2537CoordinateSizeInBytes)
        {
            return false;
        }

        Span<Fp> coefficients = stackalloc Fp[TField.Degree];
        for (int i = 0; i < TField.Degree; i++)
        {
            ReadOnlySpan<byte> word = bytes.Slice(i * Eip2537CoefficientSize, Eip2537CoefficientSize);
            if (word[..Eip2537Padding].ContainsAnyExcept((byte)0) || !Fp.TryReadBigEndian(word[Eip2537Padding..], out coefficients[i]))
            {
                return false;
            }
        }

        value = TField.FromCoefficients(coefficients);
        return true;
    }

    /// <summary>Writes a point into the first <see cref="Eip2537SizeInBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteEip2537(in AffinePoint<TField> point, Span<byte> destination)
    {
        Span<byte> bytes = Exactly(Eip2537SizeInBytes, destination);
        bytes.Clear();
        Span<Fp> coefficients = stackalloc Fp[2 * TField.Degree];
        point.X.CopyCoefficientsTo(coefficients);
        point.Y.CopyCoefficientsTo(coefficients[TField.Degree..]);
        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i].WriteBigEndian(bytes[((i * Eip2537CoefficientSize) + Eip2537Padding)..]);
        }
    }
}
