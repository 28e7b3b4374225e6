namespace ZToken.Algebra;

/// <content>The encodings of Zcash (pairing crate), now also of the IETF drafts, Ethereum and everyone else.</content>
/// <remarks>
/// Big-endian coordinates, in G2 the coefficient of u first. The three highest bits of the first byte are flags: compressed (x alone),
/// infinity (all else is zero), and in the compressed form whether y is the larger of the two roots. Each point has exactly one encoding
/// of each form: readers refuse every other flag combination, coordinates not below p, and any length but the exact one.
/// </remarks>
public static partial class Group<TField>
{
    private const byte CompressedFlag = 0x80;
    private const byte InfinityFlag = 0x40;
    private const byte LargerRootFlag = 0x20;
    private const byte NoFlags = 0x1f;

    /// <summary>Bytes of the compressed encoding: 48 in G1, 96 in G2.</summary>
    public static int CompressedSizeInBytes => TField.Degree * Fp.SizeInBytes;

    /// <summary>Bytes of the uncompressed encoding: 96 in G1, 192 in G2.</summary>
    public static int UncompressedSizeInBytes => 2 * TField.Degree * Fp.SizeInBytes;

    /// <summary>Reads a compressed point of the subgroup of order r.</summary>
    /// <remarks>Variable time. One square root and one subgroup check.</remarks>
    /// <returns>False where the bytes are not the one encoding of a point of the subgroup.</returns>
    public static bool TryReadCompressed(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point) =>
        TryReadCompressedUnchecked(bytes, out point) && KeepIfInSubgroup(ref point);

    /// <summary>Reads a compressed point of the curve <b>that may lie outside the subgroup</b>: the caller checks that itself.</summary>
    /// <returns>False where the bytes are not the one encoding of a point of the curve.</returns>
    public static bool TryReadCompressedUnchecked(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point)
    {
        point = default;
        if (bytes.Length != CompressedSizeInBytes || (bytes[0] & CompressedFlag) == 0)
        {
            return false;
        }

        if ((bytes[0] & InfinityFlag) != 0)
        {
            return IsInfinityEncoding(bytes, CompressedFlag | InfinityFlag);
        }

        if (!TryReadCoordinate(bytes, out TField x))
        {
            return false;
        }

        if (!((x.Square() * x) + TField.CurveB).TrySqrtVarTime(out TField y))
        {
            return false;
        }

        // No point has y = 0, which would make both signs decode alike: the curves have no point of order two.
        bool larger = (bytes[0] & LargerRootFlag) != 0;
        point = new AffinePoint<TField>(x, y.IsLexicographicallyLargest == larger ? y : -y);
        return true;
    }

    /// <summary>Reads an uncompressed point of the subgroup of order r.</summary>
    /// <remarks>Variable time. One subgroup check.</remarks>
    /// <returns>False where the bytes are not the one encoding of a point of the subgroup.</returns>
    public static bool TryReadUncompressed(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point) =>
        TryReadUncompressedUnchecked(bytes, out point) && KeepIfInSubgroup(ref point);

    /// <summary>Reads an uncompressed point of the curve <b>that may lie outside the subgroup</b>: the caller checks that itself.</summary>
    /// <returns>False where the bytes are not the one encoding of a point of the curve.</returns>
    public static bool TryReadUncompressedUnchecked(ReadOnlySpan<byte> bytes, out AffinePoint<TField> point)
    {
        point = default;
        if (bytes.Length != UncompressedSizeInBytes || (bytes[0] & (CompressedFlag | LargerRootFlag)) != 0)
        {
            return false;
        }

        if ((bytes[0] & InfinityFlag) != 0)
        {
            return IsInfinityEncoding(bytes, InfinityFlag);
        }

        return TryReadCoordinate(bytes[..CompressedSizeInBytes], out TField x)
            && TryReadCoordinate(bytes[CompressedSizeInBytes..], out TField y)
            && KeepIfOnCurveAndFinite(x, y, out point);
    }

    /// <summary>Writes the compressed encoding into the first <see cref="CompressedSizeInBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteCompressed(in AffinePoint<TField> point, Span<byte> destination)
    {
        Span<byte> bytes = Exactly(CompressedSizeInBytes, destination);
        WriteCoordinate(point.X, bytes);
        bytes[0] |= (byte)(CompressedFlag
            | (point.IsInfinity ? InfinityFlag : 0)
            | (point.Y.IsLexicographicallyLargest ? LargerRootFlag : 0));
    }

    /// <summary>Writes the uncompressed encoding into the first <see cref="UncompressedSizeInBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void WriteUncompressed(in AffinePoint<TField> point, Span<byte> destination)
    {
        Span<byte> bytes = Exactly(UncompressedSizeInBytes, destination);
        WriteCoordinate(point.X, bytes);
        WriteCoordinate(point.Y, bytes[CompressedSizeInBytes..]);
        bytes[0] |= point.IsInfinity ? InfinityFlag : (byte)0;
    }

    private static bool KeepIfInSubgroup(ref AffinePoint<TField> point)
    {
        bool inside = IsInSubgroup(point);
        point = inside ? point : default;
        return inside;
    }

    // Both coordinates zero stand for infinity in memory, so as coordinates of a finite point they are refused.
    private static bool KeepIfOnCurveAndFinite(in TField x, in TField y, out AffinePoint<TField> point)
    {
        AffinePoint<TField> candidate = new(x, y);
        bool valid = candidate.IsOnCurve && !candidate.IsInfinity;
        point = valid ? candidate : default;
        return valid;
    }

    private static bool IsInfinityEncoding(ReadOnlySpan<byte> bytes, byte flags) => bytes[0] == flags && !bytes[1..].ContainsAnyExcept((byte)0);

    // Highest coefficient first. The flags are those of the first byte of the whole encoding; every other coordinate has none.
    private static bool TryReadCoordinate(ReadOnlySpan<byte> bytes, out TField value)
    {
        value = default;
        Span<byte> number = stackalloc byte[Fp.SizeInBytes];
        Span<Fp> coefficients = stackalloc Fp[TField.Degree];
        for (int i = 0; i < TField.Degree; i++)
        {
            bytes.Slice(i * Fp.SizeInBytes, Fp.SizeInBytes).CopyTo(number);
            number[0] &= i == 0 ? NoFlags : (byte)0xff;
            if (!Fp.TryReadBigEndian(number, out coefficients[TField.Degree - 1 - i]))
            {
                return false;
            }
        }

        value = TField.FromCoefficients(coefficients);
        return true;
    }

    private static void WriteCoordinate(in TField value, Span<byte> destination)
    {
        Span<Fp> coefficients = stackalloc Fp[TField.Degree];
        value.CopyCoefficientsTo(coefficients);
        for (int i = 0; i < TField.Degree; i++)
        {
            coefficients[TField.Degree - 1 - i].WriteBigEndian(destination[(i * Fp.SizeInBytes)..]);
        }
    }

    private static Span<byte> Exactly(int size, Span<byte> destination)
    {
        if (destination.Length < size)
        {
            throw new ArgumentException($"The encoding takes {size} bytes, the destination has {destination.Length}.", nameof(destination));
        }

        return destination[..size];
    }
}
