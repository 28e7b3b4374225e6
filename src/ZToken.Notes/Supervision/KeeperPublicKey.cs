using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>K = [k] G_view: to whom shares and parts are sealed. A value of this type has been checked to be of prime order.</summary>
public sealed record KeeperPublicKey
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = JubjubAffine.SizeInBytes;

    internal KeeperPublicKey(in JubjubAffine point) => Point = point;

    /// <summary>K.</summary>
    public JubjubAffine Point { get; }

    /// <summary>Reads the 32 bytes of a point.</summary>
    /// <returns>False where they are not the canonical encoding of a point of prime order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out KeeperPublicKey? key)
    {
        bool valid = bytes.Length == SizeInBytes & JubjubAffine.TryRead(bytes, out JubjubAffine point) && point.IsOfPrimeOrder;
        key = valid ? new KeeperPublicKey(point) : null;
        return valid;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void WriteTo(Span<byte> destination) => Point.WriteTo(destination);
}
