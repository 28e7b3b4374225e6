using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>S of one payee and transfer, with a proof that it is: shows a third party what the transfer pays to that payee, and nothing else.</summary>
/// <remarks>
/// The payee proves log_{G_view} V = log_E S, the payer log_{G_view} E = log_V S. Bound to a challenge that the third party chose: shown again to
/// somebody else it is refused. Whoever is given S also reads what else the same transfer pays to the same payee.
/// </remarks>
public sealed class PaymentDisclosure
{
    /// <summary>Bytes of the verifier's challenge.</summary>
    public const int ChallengeSize = 32;

    /// <summary>Bytes of the wire form: form, party and number in one byte each, the payee's index in two, S, proof.</summary>
    public const int SizeInBytes = HeaderSize + JubjubAffine.SizeInBytes + EqualityProof.SizeInBytes;

    private const byte Form = 1;
    private const int HeaderSize = 3 + sizeof(ushort);

    private readonly JubjubAffine point;
    private readonly EqualityProof proof;

    private PaymentDisclosure(DisclosingParty party, byte number, MemberIndex payee, in JubjubAffine point, EqualityProof proof) =>
        (Party, Number, Payee, this.point, this.proof) = (party, number, payee, point, proof);

    /// <summary>Who shows it.</summary>
    public DisclosingParty Party { get; }

    /// <summary>The payment's number.</summary>
    public byte Number { get; }

    /// <summary>Who was paid.</summary>
    public MemberIndex Payee { get; }

    /// <summary>A payee shows what it was paid.</summary>
    /// <param name="key">The payee's viewing key of the transfer's epoch.</param>
    /// <param name="index">The payee's index.</param>
    /// <param name="owner">The payee's owner.</param>
    /// <param name="transfer">The transfer.</param>
    /// <param name="number">Which payment.</param>
    /// <param name="challenge">32 bytes that the third party chose.</param>
    /// <param name="source">Randomness for the proof.</param>
    /// <param name="disclosure">The disclosure, where nothing stands against it.</param>
    public static DisclosureRefusal ByPayee(ViewingKey key, MemberIndex index, NoteOwner owner, PublishedTransfer transfer, byte number, ReadOnlySpan<byte> challenge, RandomSource source, out PaymentDisclosure? disclosure)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(transfer);
        ThrowIfNoChallenge(challenge);
        disclosure = null;
        if (key.Epoch != transfer.Effects.Epoch)
        {
            return DisclosureRefusal.OtherEpoch;
        }

        SharedPoint shared = key.SharedPointOf(transfer.Effects.EphemeralKey);
        DisclosureRefusal refusal = Read(transfer, number, index, owner, shared, out _);
        if (refusal == DisclosureRefusal.None)
        {
            byte[] context = ContextOf(DisclosingParty.Payee, number, index, transfer, challenge);
            EqualityProof shown = EqualityProof.Create(Generators.View, transfer.Effects.EphemeralKey, key.Expose(), context, source);
            disclosure = new PaymentDisclosure(DisclosingParty.Payee, number, index, shared.Point, shown);
        }

        return refusal;
    }

    /// <summary>A payer shows what it paid.</summary>
    /// <param name="sent">What the transfer told its sender, read by the payer's viewing key.</param>
    /// <param name="members">The payees' owners and viewing points in that epoch.</param>
    /// <param name="transfer">The transfer.</param>
    /// <param name="number">Which payment.</param>
    /// <param name="challenge">32 bytes that the third party chose.</param>
    /// <param name="source">Randomness for the proof.</param>
    /// <param name="disclosure">The disclosure, where nothing stands against it.</param>
    public static DisclosureRefusal ByPayer(SenderMessage sent, IMemberDirectory members, PublishedTransfer transfer, byte number, ReadOnlySpan<byte> challenge, RandomSource source, out PaymentDisclosure? disclosure)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(transfer);
        ThrowIfNoChallenge(challenge);
        disclosure = null;
        if (sent.Ephemeral.EphemeralKey != transfer.Effects.EphemeralKey)
        {
            return DisclosureRefusal.Contradiction;
        }

        if (number >= sent.Payees.Length)
        {
            return DisclosureRefusal.UnknownPayment;
        }

        MemberIndex index = sent.Payees[number];
        if (!members.TryFind(transfer.Effects.Epoch, index, out Member? payee))
        {
            return DisclosureRefusal.UnknownPayee;
        }

        SharedPoint shared = sent.Ephemeral.SharedPointWith(payee.ViewingPoint);
        DisclosureRefusal refusal = Read(transfer, number, index, payee.Owner, shared, out _);
        if (refusal == DisclosureRefusal.None)
        {
            using Secret<JubjubScalar> ephemeral = new(sent.Ephemeral.Scalar);
            EqualityProof shown = EqualityProof.Create(Generators.View, payee.ViewingPoint, ephemeral, ContextOf(DisclosingParty.Payer, number, index, transfer, challenge), source);
            disclosure = new PaymentDisclosure(DisclosingParty.Payer, number, index, shared.Point, shown);
        }

        return refusal;
    }

    /// <summary>What a third party checks, and then reads. Variable time.</summary>
    /// <param name="transfer">The transfer, from the third party's own view of the chain.</param>
    /// <param name="members">The registry as the third party has it.</param>
    /// <param name="challenge">The 32 bytes that it chose.</param>
    /// <param name="payment">What was shown, where nothing is wrong.</param>
    public DisclosureRefusal Verify(PublishedTransfer transfer, IMemberDirectory members, ReadOnlySpan<byte> challenge, out DisclosedPayment? payment)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(members);
        ThrowIfNoChallenge(challenge);
        payment = null;
        if (Number >= transfer.Effects.Payments.Length)
        {
            return DisclosureRefusal.UnknownPayment;
        }

        if (!members.TryFind(transfer.Effects.Epoch, Payee, out Member? payee))
        {
            return DisclosureRefusal.UnknownPayee;
        }

        JubjubAffine ephemeral = transfer.Effects.EphemeralKey, viewing = payee.ViewingPoint;
        byte[] context = ContextOf(Party, Number, Payee, transfer, challenge);
        bool holds = Party == DisclosingParty.Payee
            ? proof.Verify(Generators.View, viewing, ephemeral, point, context)
            : proof.Verify(Generators.View, ephemeral, viewing, point, context);
        if (!holds)
        {
            return DisclosureRefusal.BadProof;
        }

        SharedPoint shared = new(point);
        DisclosureRefusal refusal = Read(transfer, Number, Payee, payee.Owner, shared, out PaymentMessage? message);
        if (refusal == DisclosureRefusal.None)
        {
            _ = transfer.Memos[Number].TryDecrypt(shared, transfer.Effects, viewing, Number, out Memo? memo);
            payment = new DisclosedPayment(Party, Payee, message!, memo);
        }

        return refusal;
    }

    /// <summary>Reads the 101 bytes.</summary>
    /// <returns>False where form or party are unknown, the length is another, or point or proof are not canonical.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PaymentDisclosure? disclosure)
    {
        disclosure = null;
        if (bytes.Length != SizeInBytes || bytes[0] != Form || bytes[1] > (byte)DisclosingParty.Payer || bytes[2] >= TransferShape.MaxPayments ||
            !JubjubAffine.TryReadInPrimeSubgroup(bytes.Slice(HeaderSize, JubjubAffine.SizeInBytes), out JubjubAffine decoded) ||
            !EqualityProof.TryRead(bytes[(HeaderSize + JubjubAffine.SizeInBytes)..], out EqualityProof read))
        {
            return false;
        }

        disclosure = new PaymentDisclosure((DisclosingParty)bytes[1], bytes[2], new MemberIndex(BinaryPrimitives.ReadUInt16BigEndian(bytes[3..])), decoded, read);
        return true;
    }

    /// <summary>Writes the 101 bytes. Whoever has them reads the payment: they go to the third party alone.</summary>
    public void WriteTo(Span<byte> destination)
    {
        (destination[0], destination[1], destination[2]) = (Form, (byte)Party, Number);
        BinaryPrimitives.WriteUInt16BigEndian(destination[3..], Payee.Number);
        point.WriteTo(destination[HeaderSize..]);
        proof.WriteTo(destination[(HeaderSize + JubjubAffine.SizeInBytes)..]);
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(disclosure)";

    private static DisclosureRefusal Read(PublishedTransfer transfer, byte number, MemberIndex payee, NoteOwner owner, SharedPoint shared, out PaymentMessage? message)
    {
        message = null;
        TransferEffects effects = transfer.Effects;
        return number >= effects.Payments.Length ? DisclosureRefusal.UnknownPayment
            : !PaymentMessage.TryDecrypt(shared, number, effects.Nullifiers[0], effects.Payments[number], out message) ? DisclosureRefusal.SaysNothing
            : !message.Opens(effects.Outputs[number], owner) ? DisclosureRefusal.Contradiction
            : message.Payer == payee || (SenderMessage.TryDecrypt(shared, effects, out SenderMessage? sent) && sent.Opens(effects, owner)) ? DisclosureRefusal.PaymentToOneself
            : DisclosureRefusal.None;
    }

    // The context of an opening by the payee's key, then who shows which payment, and to whom.
    private static byte[] ContextOf(DisclosingParty party, byte number, MemberIndex payee, PublishedTransfer transfer, ReadOnlySpan<byte> challenge) =>
        [.. OpeningContext.Of(transfer, payee).ToBytes(), (byte)party, number, .. challenge];

    private static void ThrowIfNoChallenge(ReadOnlySpan<byte> challenge)
    {
        if (challenge.Length != ChallengeSize)
        {
            throw new ArgumentException("A challenge has 32 bytes.", nameof(challenge));
        }
    }
}
