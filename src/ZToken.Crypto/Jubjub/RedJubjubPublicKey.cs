using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A key that verifies signatures of <see cref="RedJubjub"/>: a point of the curve whose order does not divide the cofactor.</summary>
/// <remarks>
/// Under a key of small order, the identity among them, one signature would hold for many messages: no such key can be made. The point may
/// have a part of small order, as the specification allows; the cofactored verification does not see it. <c>default</c> verifies nothing.
/// </remarks>
public readonly record struct RedJubjubPublicKey
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = JubjubAffine.SizeInBytes;

    private RedJubjubPublicKey(in JubjubAffine point) => Point = point;

    /// <summary>The point.</summary>
    public JubjubAffine Point { get; }

    /// <summary>The key of a point. Variable time.</summary>
    /// <returns>False where the point is not on the curve or is of small order.</returns>
    public static bool TryFromPoint(in JubjubAffine point, out RedJubjubPublicKey key)
    {
        bool valid = point.IsOnCurve && !new JubjubPoint(point).IsSmallOrder;
        key = valid ? new RedJubjubPublicKey(point) : default;
        return valid;
    }

    /// <summary>Reads the canonical encoding of Zcash.</summary>
    /// <returns>False where <see cref="JubjubAffine.TryRead"/> refuses it or the point is of small order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out RedJubjubPublicKey key)
    {
        key = default;
        return JubjubAffine.TryRead(bytes, out JubjubAffine point) && TryFromPoint(point, out key);
    }

    /// <summary>Writes the 32 bytes of the encoding.</summary>
    public void WriteTo(Span<byte> destination) => Point.WriteTo(destination);
}
