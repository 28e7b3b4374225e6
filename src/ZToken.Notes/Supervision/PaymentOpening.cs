using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>One transfer opened by the keepers of one member's viewing key, which is never put together.</summary>
/// <remarks>Each keeper's part goes sealed to the one who asked. What is read is recomputed against the transfer's own commitments.</remarks>
public sealed class PaymentOpening
{
    /// <summary>Bytes of a sealed part: ephemeral point, part, tag.</summary>
    public const int SealedPartSizeInBytes = PartialDecryption.SizeInBytes + SealedBox.Overhead;

    private readonly PublishedTransfer transfer;
    private readonly ShareCommitments commitments;
    private readonly byte[] context;

    /// <summary>Begins an opening.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="member">The member whose key is used: the payer, who sees all of it, or a payee.</param>
    /// <param name="commitments">The commitments of that member's dealing for the transfer's epoch, from the chain.</param>
    public PaymentOpening(PublishedTransfer transfer, MemberIndex member, ShareCommitments commitments)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(commitments);
        (this.transfer, this.commitments, context) = (transfer, commitments, OpeningContext.Of(transfer, member).ToBytes());
    }

    /// <summary>A keeper's part, sealed to the one who asked: 145 bytes. The time does not depend on the share.</summary>
    /// <exception cref="ArgumentException">The share is not one of this dealing: what it made of E would prove nothing.</exception>
    public byte[] SealPart(KeyShare share, KeeperPublicKey requester, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(share);
        ArgumentNullException.ThrowIfNull(requester);
        ArgumentNullException.ThrowIfNull(source);
        if (!commitments.Holds(share))
        {
            throw new ArgumentException("The share is not one of this dealing.", nameof(share));
        }

        byte[] box = new byte[SealedPartSizeInBytes];
        Span<byte> plain = stackalloc byte[PartialDecryption.SizeInBytes];
        PartialDecryption.Create(share, transfer.Effects.EphemeralKey, context, source).WriteTo(plain);
        SealedBox.Seal(requester, Domains.PartSeal, plain, context, box, source);
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <summary>Opens and checks a part.</summary>
    /// <returns>False where it is not sealed to this key for this opening, or its proof does not hold.</returns>
    public bool TryOpenPart(KeeperKey requester, ReadOnlySpan<byte> sealedPart, out PartialDecryption part)
    {
        ArgumentNullException.ThrowIfNull(requester);
        Span<byte> plain = stackalloc byte[PartialDecryption.SizeInBytes];
        bool valid = requester.TryOpen(Domains.PartSeal, sealedPart, context, plain) & PartialDecryption.TryRead(plain, out part) &&
            part.Verify(commitments, transfer.Effects.EphemeralKey, context);
        CryptographicOperations.ZeroMemory(plain);
        part = valid ? part : default;
        return valid;
    }

    /// <summary>S of the transfer and the member, from the parts that verify.</summary>
    /// <returns>False where fewer than the threshold of different keepers' parts do.</returns>
    public bool TryCombine(IEnumerable<PartialDecryption> parts, out SharedPoint shared)
    {
        bool enough = PartialDecryption.TryCombine(parts, commitments, transfer.Effects.EphemeralKey, context, out JubjubAffine point);
        shared = enough ? new SharedPoint(point) : default;
        return enough;
    }

    /// <summary>What the transfer pays to the member: each payment that opens the commitments on the chain.</summary>
    public ImmutableArray<ReceivedPayment> ReadReceived(SharedPoint shared, NoteOwner owner)
    {
        var received = ImmutableArray.CreateBuilder<ReceivedPayment>();
        for (byte i = 0; i < transfer.Effects.Payments.Length; i++)
        {
            if (PaymentMessage.TryDecrypt(shared, i, transfer.Effects.Nullifiers[0], transfer.Effects.Payments[i], out PaymentMessage? message) && message.Opens(transfer.Effects.Outputs[i], owner))
            {
                received.Add(new ReceivedPayment(i, message));
            }
        }

        return received.ToImmutable();
    }

    /// <summary>The whole transfer, where the member is its payer: every payment and the change open the commitments on the chain.</summary>
    /// <param name="shared">S of the payer.</param>
    /// <param name="payer">The payer's owner.</param>
    /// <param name="members">The payees' owners and viewing points in that epoch.</param>
    /// <param name="sent">What the transfer told its sender.</param>
    /// <param name="payments">The payments, in their order.</param>
    /// <returns>False where the member is not the payer, a payee is not known, or anything contradicts a commitment.</returns>
    public bool TryReadAll(SharedPoint shared, NoteOwner payer, IMemberDirectory members, [NotNullWhen(true)] out SenderMessage? sent, out ImmutableArray<PaymentMessage> payments)
    {
        ArgumentNullException.ThrowIfNull(members);
        payments = [];
        TransferEffects effects = transfer.Effects;
        if (!SenderMessage.TryDecrypt(shared, effects, out sent) || !sent.Opens(effects, payer))
        {
            sent = null;
            return false;
        }

        var read = ImmutableArray.CreateBuilder<PaymentMessage>(effects.Payments.Length);
        for (byte i = 0; i < effects.Payments.Length; i++)
        {
            if (!members.TryFind(effects.Epoch, sent.Payees[i], out Member? payee) ||
                !PaymentMessage.TryDecrypt(sent.Ephemeral.SharedPointWith(payee.ViewingPoint), i, effects.Nullifiers[0], effects.Payments[i], out PaymentMessage? message) ||
                !message.Opens(effects.Outputs[i], payee.Owner))
            {
                sent = null;
                return false;
            }

            read.Add(message);
        }

        payments = read.MoveToImmutable();
        return true;
    }

    /// <summary>vk of a whole epoch from enough shares, checked against V.</summary>
    /// <returns>False where there are too few shares, one stands twice, or what comes out is not the committed key.</returns>
    public static bool TryRebuildKey(Epoch epoch, IReadOnlyList<KeyShare> shares, ShareCommitments commitments, [NotNullWhen(true)] out ViewingKey? key)
    {
        key = KeyShare.TryReconstruct(shares, commitments, out Secret<JubjubScalar>? secret) ? new ViewingKey(epoch, secret) : null;
        return key is not null;
    }
}
