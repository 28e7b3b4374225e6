using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>The viewing key of one member and epoch, dealt to its keepers: the record that the member publishes on the chain.</summary>
/// <remarks>
/// m commitments, the first of which is V; n sealed shares; the proof that the dealer knows vk. A value of this type is well formed and nothing more:
/// what it claims a keeper checks with <see cref="KeeperKey.OpenShare"/>, and anybody who holds no key with <see cref="Check"/>.
/// </remarks>
public sealed class ViewKeyDealing
{
    /// <summary>Bytes of a sealed share: ephemeral point, share, tag.</summary>
    public const int ShareSizeInBytes = JubjubScalar.SizeInBytes + SealedBox.Overhead;

    private readonly byte[] commitments;
    private readonly byte[] shares;
    private readonly JubjubAffine[] points;
    private readonly KnowledgeProof proof;

    private ViewKeyDealing(DealingContext context, byte[] commitments, byte[] shares, JubjubAffine[] points, KnowledgeProof proof) =>
        (Context, this.commitments, this.shares, this.points, this.proof) = (context, commitments, shares, points, proof);

    /// <summary>For which key it was published.</summary>
    public DealingContext Context { get; }

    /// <summary>m: keepers that are needed.</summary>
    public int Threshold => points.Length;

    /// <summary>n: keepers that got a share.</summary>
    public int Count => shares.Length / ShareSizeInBytes;

    /// <summary>V.</summary>
    public JubjubAffine ViewingPoint => points[0];

    /// <summary>The m commitments, 32 bytes each.</summary>
    public ReadOnlySpan<byte> Commitments => commitments;

    /// <summary>The n sealed shares, 80 bytes each; keeper 1 comes first.</summary>
    public ReadOnlySpan<byte> Shares => shares;

    /// <summary>The 64 bytes of the proof.</summary>
    public byte[] Proof()
    {
        byte[] bytes = new byte[KnowledgeProof.SizeInBytes];
        proof.WriteTo(bytes);
        return bytes;
    }

    /// <summary>Bytes of commitments, shares and proof together: 32 m + 80 n + 64.</summary>
    public static int SizeOf(int threshold, int count) => (threshold * JubjubAffine.SizeInBytes) + (count * ShareSizeInBytes) + KnowledgeProof.SizeInBytes;

    /// <summary>Deals a viewing key, in a time that does not depend on it.</summary>
    /// <exception cref="ArgumentException">The key is one of another epoch than the terms'.</exception>
    public static ViewKeyDealing Create(ViewingKey key, DealingTerms terms, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(source);
        if (key.Epoch != terms.Context.Epoch)
        {
            throw new ArgumentException("The key is one of another epoch.", nameof(key));
        }

        int count = terms.Keepers.Length;
        using KeyDealing dealt = KeyDealing.Create(key.Expose(), terms.Threshold, count, terms.Context.ToBytes(terms.Threshold, count), source);
        byte[] committed = new byte[dealt.Commitments.SizeInBytes], boxes = new byte[count * ShareSizeInBytes];
        dealt.Commitments.WriteTo(committed);
        ViewKeyDealing dealing = new(terms.Context, committed, boxes, dealt.Commitments.Points.ToArray(), dealt.Proof);
        Span<byte> plain = stackalloc byte[JubjubScalar.SizeInBytes];
        foreach (KeyShare share in dealt.Shares)
        {
            share.WriteTo(plain);
            Span<byte> box = boxes.AsSpan((share.Index - 1) * ShareSizeInBytes, ShareSizeInBytes);
            SealedBox.Seal(terms.Keepers[share.Index - 1], Domains.ShareSeal, plain, dealing.AssociatedData(share.Index), box, source);
        }

        CryptographicOperations.ZeroMemory(plain);
        return dealing;
    }

    /// <summary>Takes what the chain published.</summary>
    /// <param name="context">Ledger, member, owner and epoch under which it was published.</param>
    /// <param name="commitments">32 bytes each.</param>
    /// <param name="shares">80 bytes each.</param>
    /// <param name="proof">64 bytes.</param>
    /// <param name="dealing">The dealing.</param>
    /// <returns>False where a length is not of that kind, there are not 1 &lt;= m &lt;= n &lt;= 255 of them, or an encoding is not canonical.</returns>
    public static bool TryRead(DealingContext context, ReadOnlySpan<byte> commitments, ReadOnlySpan<byte> shares, ReadOnlySpan<byte> proof, [NotNullWhen(true)] out ViewKeyDealing? dealing)
    {
        dealing = null;
        int threshold = commitments.Length / JubjubAffine.SizeInBytes, count = shares.Length / ShareSizeInBytes;
        if (commitments.Length % JubjubAffine.SizeInBytes != 0 || shares.Length % ShareSizeInBytes != 0 || threshold < 1 || count < threshold ||
            count > ShareCommitments.MaxShares || !KnowledgeProof.TryRead(proof, out KnowledgeProof read))
        {
            return false;
        }

        JubjubAffine[] decoded = new JubjubAffine[threshold];
        for (int i = 0; i < threshold; i++)
        {
            if (!JubjubAffine.TryRead(commitments.Slice(i * JubjubAffine.SizeInBytes, JubjubAffine.SizeInBytes), out decoded[i]))
            {
                return false;
            }
        }

        for (int i = 0; i < count; i++)
        {
            if (!JubjubAffine.TryRead(shares.Slice(i * ShareSizeInBytes, JubjubAffine.SizeInBytes), out _))
            {
                return false;
            }
        }

        dealing = new ViewKeyDealing(context, commitments.ToArray(), shares.ToArray(), decoded, read);
        return true;
    }

    /// <summary>All that can be checked without a keeper's key. Variable time.</summary>
    /// <param name="terms">What the registry wants.</param>
    /// <param name="viewingPoint">V as the registry would put it into the leaf.</param>
    /// <param name="checkedCommitments">The commitments, where nothing is wrong.</param>
    public DealingRefusal Check(DealingTerms terms, in JubjubAffine viewingPoint, out ShareCommitments? checkedCommitments)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ShareCommitments? committed = null;
        DealingContext wanted = terms.Context;
        DealingRefusal refusal =
            Context.Ledger != wanted.Ledger ? DealingRefusal.OtherLedger
            : Context.Member != wanted.Member ? DealingRefusal.OtherMember
            : Context.Owner != wanted.Owner ? DealingRefusal.OtherOwner
            : Context.Epoch != wanted.Epoch ? DealingRefusal.OtherEpoch
            : Threshold != terms.Threshold ? DealingRefusal.OtherThreshold
            : Count != terms.Keepers.Length ? DealingRefusal.OtherKeepers
            : ViewingPoint != viewingPoint ? DealingRefusal.OtherViewingPoint
            : !ShareCommitments.TryFromPoints(points, Threshold, viewingPoint, out committed) ? DealingRefusal.BadCommitment
            : Enumerable.Range(1, Count).Any(index => committed.PublicShare(index).IsIdentity) ? DealingRefusal.ShareOfZero
            : !committed.VerifyKnowledge(proof, Context.ToBytes(Threshold, Count)) ? DealingRefusal.BadProof
            : Enumerable.Range(1, Count).Any(index => !IsSealedWell(index)) ? DealingRefusal.BadSeal
            : DealingRefusal.None;
        checkedCommitments = refusal == DealingRefusal.None ? committed : null;
        return refusal;
    }

    internal ReadOnlySpan<byte> SealedShare(int index) => shares.AsSpan((index - 1) * ShareSizeInBytes, ShareSizeInBytes);

    internal byte[] AssociatedData(int index) => [.. Context.ToBytes(Threshold, Count), .. commitments, (byte)index];

    private bool IsSealedWell(int index) =>
        JubjubAffine.TryRead(SealedShare(index)[..JubjubAffine.SizeInBytes], out JubjubAffine point) && point.IsOfPrimeOrder;
}
