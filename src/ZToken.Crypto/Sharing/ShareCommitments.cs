using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>What a dealer publishes about a shared key: [a_k] G_view for the coefficients of its polynomial, so that each share can be checked.</summary>
/// <remarks>
/// P. Feldman, "A practical scheme for non-interactive verifiable secret sharing" (1987). Exactly as many points as the threshold, each of prime
/// order, the first the key's public point: a value of this type has been checked for all that.
/// </remarks>
public sealed class ShareCommitments
{
    /// <summary>The most shares of a key, and the highest index; the lowest is 1.</summary>
    public const int MaxShares = 255;

    private readonly JubjubAffine[] points;

    private ShareCommitments(JubjubAffine[] points) => this.points = points;

    /// <summary>Shares that are needed to use the key.</summary>
    public int Threshold => points.Length;

    /// <summary>V = [key] G_view.</summary>
    public JubjubAffine PublicKey => points[0];

    /// <summary>[a_0] G_view, [a_1] G_view, and so on.</summary>
    public ReadOnlySpan<JubjubAffine> Points => points;

    /// <summary>Bytes of the encoding.</summary>
    public int SizeInBytes => points.Length * JubjubAffine.SizeInBytes;

    /// <summary>Takes the points of a dealing of a given key. Variable time.</summary>
    /// <returns>False where there are not exactly as many as the threshold, the first is not the key's, or one is not of prime order.</returns>
    public static bool TryFromPoints(ReadOnlySpan<JubjubAffine> points, int threshold, in JubjubAffine publicKey, [NotNullWhen(true)] out ShareCommitments? commitments)
    {
        commitments = null;
        if (threshold is < 1 or > MaxShares || points.Length != threshold || points[0] != publicKey)
        {
            return false;
        }

        foreach (ref readonly JubjubAffine point in points)
        {
            if (!point.IsOfPrimeOrder)
            {
                return false;
            }
        }

        commitments = new ShareCommitments(points.ToArray());
        return true;
    }

    /// <summary>Reads the points of a dealing of a given key, 32 bytes each. Variable time.</summary>
    /// <returns>False where an encoding is refused or <see cref="TryFromPoints"/> refuses the points.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int threshold, in JubjubAffine publicKey, [NotNullWhen(true)] out ShareCommitments? commitments)
    {
        commitments = null;
        if (threshold is < 1 or > MaxShares || bytes.Length != threshold * JubjubAffine.SizeInBytes)
        {
            return false;
        }

        JubjubAffine[] read = new JubjubAffine[threshold];
        for (int i = 0; i < read.Length; i++)
        {
            if (!JubjubAffine.TryRead(bytes.Slice(i * JubjubAffine.SizeInBytes, JubjubAffine.SizeInBytes), out read[i]))
            {
                return false;
            }
        }

        return TryFromPoints(read, threshold, publicKey, out commitments);
    }

    /// <summary>Writes the encoding.</summary>
    public void WriteTo(Span<byte> destination)
    {
        for (int i = 0; i < points.Length; i++)
        {
            points[i].WriteTo(destination[(i * JubjubAffine.SizeInBytes)..]);
        }
    }

    /// <summary>The public point [share] G_view of the share with a given index: sum of [index^k] [a_k] G_view. Variable time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not 1 to <see cref="MaxShares"/>.</exception>
    public JubjubAffine PublicShare(int index)
    {
        KeyShare.ThrowIfNoIndex(index);
        JubjubPoint sum = new(points[^1]);
        for (int k = points.Length - 2; k >= 0; k--)
        {
            sum = sum.MultiplyVarTime([(ulong)index]) + points[k];
        }

        return sum.ToAffine();
    }

    /// <summary>Whether a share lies on the committed polynomial. What a keeper asks before it approves a dealing.</summary>
    public bool Holds(KeyShare share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return Generators.View.Multiply(share.Value.Expose()) == new JubjubPoint(PublicShare(share.Index));
    }

    /// <summary>Whether the dealer knows the key: a copied dealing, which would open somebody else's, has no such proof for its own context.</summary>
    /// <param name="proof">The dealer's proof, see <see cref="KeyDealing.Proof"/>.</param>
    /// <param name="context">Chain, contract, member and epoch; the commitments are added here.</param>
    public bool VerifyKnowledge(in KnowledgeProof proof, ReadOnlySpan<byte> context) =>
        proof.Verify(Generators.View, PublicKey, ContextWithCommitments(context));

    /// <summary>
    /// The commitments of a key that its keepers have dealt on to new keepers. Each keeper shares its own share; the sub-dealings, weighted for
    /// interpolation, add up to a dealing of the same key. Variable time.
    /// </summary>
    /// <param name="dealers">The indices of the old keepers, exactly as many as the old threshold.</param>
    /// <param name="subDealings">Their commitments, in the same order, all of one new threshold.</param>
    /// <param name="reshared">The commitments of the new shares.</param>
    /// <returns>False where an index is not one or stands twice, or a sub-dealing is not one of that keeper's share.</returns>
    public bool TryReshare(ReadOnlySpan<int> dealers, IReadOnlyList<ShareCommitments> subDealings, [NotNullWhen(true)] out ShareCommitments? reshared)
    {
        ArgumentNullException.ThrowIfNull(subDealings);
        reshared = null;
        if (dealers.Length != Threshold || subDealings.Count != Threshold || !Lagrange.AreDistinct(dealers))
        {
            return false;
        }

        int newThreshold = subDealings[0].Threshold;
        for (int i = 0; i < dealers.Length; i++)
        {
            if (dealers[i] is < 1 or > MaxShares || subDealings[i].Threshold != newThreshold || subDealings[i].PublicKey != PublicShare(dealers[i]))
            {
                return false;
            }
        }

        JubjubScalar[] weights = Lagrange.AtZero(dealers);
        JubjubAffine[] sums = new JubjubAffine[newThreshold];
        JubjubPoint[] summands = new JubjubPoint[dealers.Length];
        for (int k = 0; k < newThreshold; k++)
        {
            for (int i = 0; i < summands.Length; i++)
            {
                summands[i] = new JubjubPoint(subDealings[i].points[k]);
            }

            sums[k] = JubjubPoint.SumVarTime(summands, weights).ToAffine();
        }

        return TryFromPoints(sums, newThreshold, PublicKey, out reshared);
    }

    internal byte[] ContextWithCommitments(ReadOnlySpan<byte> context)
    {
        byte[] bytes = new byte[SizeInBytes + context.Length];
        WriteTo(bytes);
        context.CopyTo(bytes.AsSpan(SizeInBytes));
        return bytes;
    }

    internal static ShareCommitments Commit(ReadOnlySpan<JubjubScalar> coefficients)
    {
        JubjubPoint[] products = new JubjubPoint[coefficients.Length];
        for (int k = 0; k < products.Length; k++)
        {
            products[k] = Generators.View.Multiply(coefficients[k]);
        }

        JubjubAffine[] committed = new JubjubAffine[products.Length];
        JubjubPoint.BatchNormalize(products, committed);
        return new ShareCommitments(committed);
    }
}
