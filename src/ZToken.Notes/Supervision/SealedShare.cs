using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A keeper's share of one member's viewing key of one epoch, sealed to a supervisor who has a warrant for it.</summary>
/// <remarks>Bound to the key that it is a share of and to the keeper, so that it cannot be handed on as another. With the threshold of them the epoch is open, past and future payments alike.</remarks>
public static class SealedShare
{
    /// <summary>Bytes: ephemeral point, share, tag.</summary>
    public const int SizeInBytes = JubjubScalar.SizeInBytes + SealedBox.Overhead;

    /// <summary>Seals a share.</summary>
    /// <param name="share">The share, which its keeper has checked against the dealing.</param>
    /// <param name="context">Which key it is of.</param>
    /// <param name="requester">Who gets it.</param>
    /// <param name="source">Fresh randomness.</param>
    public static byte[] Seal(KeyShare share, DealingContext context, KeeperPublicKey requester, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentNullException.ThrowIfNull(requester);
        ArgumentNullException.ThrowIfNull(source);
        byte[] box = new byte[SizeInBytes];
        Span<byte> plain = stackalloc byte[JubjubScalar.SizeInBytes];
        share.WriteTo(plain);
        SealedBox.Seal(requester, Domains.WarrantSeal, plain, context.ToBytes(share.Index, count: 0), box, source);
        plain.Clear();
        return box;
    }

    /// <summary>Opens a share and checks it against the dealing.</summary>
    /// <param name="requester">The key that it was sealed to.</param>
    /// <param name="box">The 80 bytes.</param>
    /// <param name="context">Which key it should be of.</param>
    /// <param name="index">Whose share it should be: the keeper's number, from 1.</param>
    /// <param name="commitments">The dealing's, from the chain.</param>
    /// <param name="share">The share.</param>
    /// <returns>False where it is not sealed to this key for this purpose, or is not the keeper's share of the dealing.</returns>
    public static bool TryOpen(KeeperKey requester, ReadOnlySpan<byte> box, DealingContext context, int index, ShareCommitments commitments, [NotNullWhen(true)] out KeyShare? share)
    {
        ArgumentNullException.ThrowIfNull(requester);
        ArgumentNullException.ThrowIfNull(commitments);
        share = null;
        Span<byte> plain = stackalloc byte[JubjubScalar.SizeInBytes];
        if (!requester.TryOpen(Domains.WarrantSeal, box, context.ToBytes(index, count: 0), plain))
        {
            return false;
        }

        bool holds = KeyShare.TryRead(index, plain, out KeyShare? read) && commitments.Holds(read);
        plain.Clear();
        if (!holds)
        {
            read?.Dispose();
            return false;
        }

        share = read!;
        return true;
    }
}
