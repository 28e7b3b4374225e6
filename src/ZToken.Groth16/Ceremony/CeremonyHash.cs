using System.Buffers.Binary;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Groth16;

/// <summary>BLAKE2b-512 over points and numbers as ceremonies of snarkjs hash them.</summary>
/// <remarks>Points are big-endian and uncompressed, in G2 the coefficient of u first; infinity is all zero, without Zcash's flag. Counts are u32 big-endian.</remarks>
internal sealed class CeremonyHash : IDisposable
{
    public const int SizeInBytes = 64;

    private readonly Blake2b hash = new(SizeInBytes);

    public CeremonyHash Append(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        return this;
    }

    public CeremonyHash Append<TField>(in AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        Span<byte> bytes = stackalloc byte[Group<TField>.UncompressedSizeInBytes];
        if (point.IsInfinity)
        {
            bytes.Clear();
        }
        else
        {
            Group<TField>.WriteUncompressed(point, bytes);
        }

        hash.Append(bytes);
        return this;
    }

    /// <summary>A list, preceded by its length.</summary>
    public CeremonyHash AppendList<TField>(ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField>
    {
        AppendCount(points.Length);
        foreach (ref readonly AffinePoint<TField> point in points)
        {
            Append(point);
        }

        return this;
    }

    public CeremonyHash AppendCount(int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)count);
        return Append(bytes);
    }

    /// <summary>Everything about a contribution but its parameters.</summary>
    public CeremonyHash Append(Contribution contribution) =>
        Append(contribution.DeltaAfter).Append(contribution.S).Append(contribution.Sx).Append(contribution.Spx).Append(contribution.Transcript.Span);

    public byte[] Finish()
    {
        byte[] digest = new byte[SizeInBytes];
        hash.Finish(digest);
        return digest;
    }

    public void Dispose() => hash.Dispose();
}
