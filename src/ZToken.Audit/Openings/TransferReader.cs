using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Reads bundles by what a bank and they share, and holds every amount against the commitments on the chain.</summary>
/// <param name="record">The ledger.</param>
public sealed class TransferReader(LedgerRecord record)
{
    /// <summary>What a bundle says under a shared point.</summary>
    /// <param name="recorded">The bundle.</param>
    /// <param name="reader">The bank whose key made the shared point.</param>
    /// <param name="viewingPoint">V of the bank in the bundle's epoch.</param>
    /// <param name="shared">S.</param>
    /// <returns>Null where it says nothing to this bank.</returns>
    public AuditedTransfer? Read(RecordedBundle recorded, MemberIndex reader, in JubjubAffine viewingPoint, SharedPoint shared)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        TransferEffects effects = recorded.Bundle.Statement.Effects;
        if (!record.TryFindMember(reader, out RegisteredMember? member))
        {
            return null;
        }

        return SenderMessage.TryDecrypt(shared, effects, out SenderMessage? sent) && sent.Opens(effects, member.Owner)
            ? ReadSent(recorded, reader, sent)
            : ReadReceived(recorded, reader, member.Owner, viewingPoint, shared);
    }

    private AuditedTransfer ReadSent(RecordedBundle recorded, MemberIndex reader, SenderMessage sent)
    {
        TransferEffects effects = recorded.Bundle.Statement.Effects;
        var payments = ImmutableArray.CreateBuilder<AuditedPayment>();
        var contradictory = ImmutableArray.CreateBuilder<byte>();
        for (byte number = 0; number < sent.Payees.Length; number++)
        {
            if (TryReadPayment(recorded, reader, sent, number, out AuditedPayment? payment))
            {
                payments.Add(payment);
            }
            else
            {
                contradictory.Add(number);
            }
        }

        return new AuditedTransfer { Recorded = recorded, Reader = reader, Sent = sent, Payments = WorthSomething(payments), Contradictory = contradictory.ToImmutable() };
    }

    private bool TryReadPayment(RecordedBundle recorded, MemberIndex payer, SenderMessage sent, byte number, [NotNullWhen(true)] out AuditedPayment? payment)
    {
        TransferEffects effects = recorded.Bundle.Statement.Effects;
        payment = null;
        if (!record.Members.TryFind(effects.Epoch, sent.Payees[number], out Member? payee))
        {
            return false;
        }

        SharedPoint shared = sent.Ephemeral.SharedPointWith(payee.ViewingPoint);
        if (!PaymentMessage.TryDecrypt(shared, number, effects.Nullifiers[0], effects.Payments[number], out PaymentMessage? message)
            || message.Asset != sent.Asset || message.Payer != payer || !message.Opens(effects.Outputs[number], payee.Owner))
        {
            return false;
        }

        payment = new AuditedPayment(number, payer, sent.Payees[number], message.Asset, message.Value, MemoOf(recorded, shared, payee.ViewingPoint, number));
        return true;
    }

    private static AuditedTransfer? ReadReceived(RecordedBundle recorded, MemberIndex reader, NoteOwner owner, in JubjubAffine viewingPoint, SharedPoint shared)
    {
        TransferEffects effects = recorded.Bundle.Statement.Effects;
        var payments = ImmutableArray.CreateBuilder<AuditedPayment>();
        for (byte number = 0; number < effects.Payments.Length; number++)
        {
            if (PaymentMessage.TryDecrypt(shared, number, effects.Nullifiers[0], effects.Payments[number], out PaymentMessage? message) && message.Opens(effects.Outputs[number], owner))
            {
                payments.Add(new AuditedPayment(number, message.Payer, reader, message.Asset, message.Value, MemoOf(recorded, shared, viewingPoint, number)));
            }
        }

        return payments.Count == 0 ? null : new AuditedTransfer { Recorded = recorded, Reader = reader, Payments = WorthSomething(payments) };
    }

    private static ImmutableArray<AuditedPayment> WorthSomething(IEnumerable<AuditedPayment> payments) => [.. payments.Where(payment => !payment.Amount.IsZero)];

    private static Memo? MemoOf(RecordedBundle recorded, SharedPoint shared, in JubjubAffine viewingPoint, byte number) =>
        recorded.Bundle.Memos[number].TryDecrypt(shared, recorded.Bundle.Statement.Effects, viewingPoint, number, out Memo? memo) ? memo : null;
}
