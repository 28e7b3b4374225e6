using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>
/// The wire form, for signers in other processes; a secret as the plan is. All integers big-endian, no padding: form (1 byte, 1), shape code (1), version of the
/// verifying key (4), epoch (4), asset (4), sender (2), chain (8), contract (20), expiry (8), depositor (20), target (20), agreement (32), change (8), public in (8),
/// public out (8), rcv of the change (32), esk (32), alpha (32); for each input nullifier (32) and position + 1, or 0 for a dummy (8); for each payment payee (2), value (8),
/// rcv (32) and the padded memo (256). The shape fixes the length.
/// </summary>
public sealed partial class TransferPlan
{
    private const byte Form = 1;
    private const int HeaderSize = 2;
    private const int TermsSize = (2 * sizeof(ulong)) + (3 * AccountId.SizeInBytes) + AgreementReference.SizeInBytes;
    private const int FixedSize = HeaderSize + (3 * sizeof(uint)) + sizeof(ushort) + TermsSize + (3 * sizeof(ulong)) + (2 * JubjubScalar.SizeInBytes) + Fr.SizeInBytes;
    private const int InputSize = Fr.SizeInBytes + sizeof(ulong);
    private const int PaymentSize = sizeof(ushort) + sizeof(ulong) + JubjubScalar.SizeInBytes + Memo.PaddedSize;

    /// <summary>Bytes of the wire form.</summary>
    public int SizeInBytes => SizeOf(Shape);

    /// <summary>Bytes of the wire form of a shape.</summary>
    public static int SizeOf(TransferShape shape) => FixedSize + (shape.Inputs * InputSize) + (shape.Payments * PaymentSize);

    /// <summary>Writes the wire form.</summary>
    /// <exception cref="ArgumentException">There are not as many inputs and payments as the shape has.</exception>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!FitsShape)
        {
            throw new ArgumentException($"The plan must have as many inputs and payments as {Shape}.", nameof(writer));
        }

        WireWriter bytes = new(writer.GetSpan(SizeInBytes));
        bytes.Write(Form);
        bytes.Write(Shape.Code);
        bytes.Write(VerifyingKeyVersion);
        bytes.Write(Epoch.Number);
        bytes.Write(Asset.Number);
        bytes.Write(Sender.Number);
        bytes.Write(Terms.ChainId);
        bytes.Write(Terms.Contract);
        bytes.Write(Terms.Expiry);
        bytes.Write(Terms.Depositor);
        bytes.Write(Terms.Target);
        Terms.Agreement.WriteTo(bytes.Next(AgreementReference.SizeInBytes));
        bytes.Write(Change.Cents);
        bytes.Write(PublicIn.Cents);
        bytes.Write(PublicOut.Cents);
        bytes.Write(ChangeBlinding);
        bytes.Write(Ephemeral.Element);
        bytes.Write(Randomizer);
        foreach (PlannedInput input in Inputs)
        {
            bytes.Write(input.Nullifier.Value);
            bytes.Write(input.Position is { } position ? position.Number + 1UL : 0);
        }

        foreach (PlannedPayment payment in Payments)
        {
            bytes.Write(payment.Payee.Number);
            bytes.Write(payment.Value.Cents);
            bytes.Write(payment.Blinding);
            payment.Memo.WriteTo(bytes.Next(Memo.PaddedSize));
        }

        writer.Advance(SizeInBytes);
    }

    /// <summary>Reads the wire form. Variable time.</summary>
    /// <returns>
    /// False where form or shape are unknown, the length is not the shape's, a number is not below its order, esk does not have its form, a position is beyond the tree
    /// or a memo is not padded with zeros. Whether the plan is well formed is another question: see <see cref="IsWellFormed"/>.
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TransferPlan? plan)
    {
        plan = null;
        if (!TryReadShape(bytes, out TransferShape shape) || bytes.Length != SizeOf(shape))
        {
            return false;
        }

        WireReader reader = new(bytes[HeaderSize..]);
        TransferPlan read = new()
        {
            Shape = shape,
            VerifyingKeyVersion = reader.NextUInt32(),
            Epoch = new Epoch(reader.NextUInt32()),
            Asset = AssetId.FromNumber(reader.NextUInt32()),
            Sender = new MemberIndex(reader.NextUInt16()),
            Terms = ReadTerms(ref reader),
            Change = new Amount(reader.NextUInt64()),
            PublicIn = new Amount(reader.NextUInt64()),
            PublicOut = new Amount(reader.NextUInt64()),
            ChangeBlinding = reader.NextScalar(),
            Ephemeral = ReadEphemeral(ref reader),
            Randomizer = reader.NextScalar(),
            Inputs = ReadInputs(ref reader, shape.Inputs),
            Payments = ReadPayments(ref reader, shape.Payments),
        };
        plan = reader.IsDone ? read : null;
        return plan is not null;
    }

    /// <summary>Reads the shape at the beginning of a wire form, which tells its length.</summary>
    internal static bool TryReadShape(ReadOnlySpan<byte> bytes, out TransferShape shape)
    {
        shape = default;
        return bytes.Length >= HeaderSize && bytes[0] == Form && TransferShape.TryFromCode(bytes[1], out shape);
    }

    private static TransferTerms ReadTerms(ref WireReader reader)
    {
        TransferTerms terms = new()
        {
            ChainId = reader.NextUInt64(),
            Contract = reader.NextAccount(),
            Expiry = reader.NextUInt64(),
            Depositor = reader.NextAccount(),
            Target = reader.NextAccount(),
        };
        reader.Require(AgreementReference.TryRead(reader.Next(AgreementReference.SizeInBytes), out AgreementReference agreement));
        return terms with { Agreement = agreement };
    }

    private static EphemeralSecret ReadEphemeral(ref WireReader reader)
    {
        reader.Require(EphemeralSecret.TryFromElement(reader.NextElement(), out EphemeralSecret secret));
        return secret;
    }

    private static ImmutableArray<PlannedInput> ReadInputs(ref WireReader reader, int count)
    {
        var inputs = ImmutableArray.CreateBuilder<PlannedInput>(count);
        for (int i = 0; i < count; i++)
        {
            Nullifier nullifier = new(reader.NextElement());
            ulong position = reader.NextUInt64();
            reader.Require(position <= 1UL << 32);
            inputs.Add(new PlannedInput(nullifier, position == 0 ? null : new NotePosition((uint)(position - 1))));
        }

        return inputs.MoveToImmutable();
    }

    private static ImmutableArray<PlannedPayment> ReadPayments(ref WireReader reader, int count)
    {
        var payments = ImmutableArray.CreateBuilder<PlannedPayment>(count);
        for (int i = 0; i < count; i++)
        {
            (MemberIndex payee, Amount value) = (new MemberIndex(reader.NextUInt16()), new Amount(reader.NextUInt64()));
            JubjubScalar blinding = reader.NextScalar();
            reader.Require(Memo.TryRead(reader.Next(Memo.PaddedSize), out Memo? memo));
            payments.Add(new PlannedPayment(payee, value, blinding, memo ?? Memo.Empty));
        }

        return payments.MoveToImmutable();
    }
}
