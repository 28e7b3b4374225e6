using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A keeper's part in opening one payment: [share] E, with the proof that it is. The key itself is never put together.</summary>
/// <remarks>
/// The secret point of the payment, S = [key] E, is the interpolated sum of enough of them. Whoever sees them can open the payment:
/// they are sealed to the one who asked.
/// </remarks>
/// <param name="Index">The keeper's index.</param>
/// <param name="Point">[share] E.</param>
/// <param name="Proof">That log_{G_view} of the keeper's public share is log_E of the point.</param>
public readonly record struct PartialDecryption(int Index, JubjubAffine Point, EqualityProof Proof)
{
    /// <summary>Kept out of logs: a threshold of these opens a payment.</summary>
    public override string ToString() => "(partial decryption)";

    /// <summary>Bytes of the encoding: index in one byte, point, proof.</summary>
    public const int SizeInBytes = 1 + JubjubAffine.SizeInBytes + EqualityProof.SizeInBytes;

    /// <summary>Makes a keeper's part, in a time that does not depend on the share.</summary>
    /// <param name="share">The keeper's share.</param>
    /// <param name="ephemeral">E of the bundle.</param>
    /// <param name="context">Chain, bundle, member and epoch; the index and all points are added here.</param>
    /// <param name="source">Randomness for the proof.</param>
    /// <exception cref="ArgumentException">E is not of prime order: [share] E could give away the share modulo 8.</exception>
    public static PartialDecryption Create(KeyShare share, in JubjubAffine ephemeral, ReadOnlySpan<byte> context, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(share);
        EqualityProof proof = EqualityProof.Create(Generators.View, ephemeral, share.Value, ContextWithIndex(context, share.Index), source);
        return new PartialDecryption(share.Index, (ephemeral * share.Value.Expose()).ToAffine(), proof);
    }

    /// <summary>Whether this is the keeper's part for that E and context. Variable time.</summary>
    public bool Verify(ShareCommitments commitments, in JubjubAffine ephemeral, ReadOnlySpan<byte> context)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        return Index is >= 1 and <= ShareCommitments.MaxShares
            && Proof.Verify(Generators.View, commitments.PublicShare(Index), ephemeral, Point, ContextWithIndex(context, Index));
    }

    /// <summary>S = [key] E from the parts that verify: wrong ones and repetitions are passed over. Variable time in the public indices only.</summary>
    /// <returns>False where fewer than the threshold of different keepers' parts verify.</returns>
    public static bool TryCombine(IEnumerable<PartialDecryption> parts, ShareCommitments commitments, in JubjubAffine ephemeral, ReadOnlySpan<byte> context, out JubjubAffine sharedPoint)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(commitments);
        Dictionary<int, JubjubAffine> verified = [];
        foreach (PartialDecryption part in parts)
        {
            if (!verified.ContainsKey(part.Index) && part.Verify(commitments, ephemeral, context))
            {
                verified.Add(part.Index, part.Point);
            }

            if (verified.Count == commitments.Threshold)
            {
                int[] indices = [.. verified.Keys];
                JubjubPoint[] points = Array.ConvertAll(indices, index => new JubjubPoint(verified[index]));
                sharedPoint = JubjubPoint.SumVarTime(points, Lagrange.AtZero(indices)).ToAffine();
                return true;
            }
        }

        sharedPoint = default;
        return false;
    }

    /// <summary>Reads the canonical encoding. Variable time.</summary>
    /// <returns>False where the length is not that, the index is 0, or point or proof are refused.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PartialDecryption part)
    {
        part = default;
        if (bytes.Length != SizeInBytes || bytes[0] == 0 ||
            !JubjubAffine.TryReadInPrimeSubgroup(bytes.Slice(1, JubjubAffine.SizeInBytes), out JubjubAffine point) ||
            !EqualityProof.TryRead(bytes[(1 + JubjubAffine.SizeInBytes)..], out EqualityProof proof))
        {
            return false;
        }

        part = new PartialDecryption(bytes[0], point, proof);
        return true;
    }

    /// <summary>Writes the encoding.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = (byte)Index;
        Point.WriteTo(destination[1..]);
        Proof.WriteTo(destination[(1 + JubjubAffine.SizeInBytes)..]);
    }

    private static byte[] ContextWithIndex(ReadOnlySpan<byte> context, int index)
    {
        byte[] bytes = new byte[sizeof(int) + context.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, index);
        context.CopyTo(bytes.AsSpan(sizeof(int)));
        return bytes;
    }
}
