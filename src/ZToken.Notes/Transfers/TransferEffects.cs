using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>All that a transfer does, as everybody sees it: what the signature covers, and the public inputs of the proof without the two roots.</summary>
public sealed partial class TransferEffects
{
    /// <summary>The shape.</summary>
    public required TransferShape Shape { get; init; }

    /// <summary>The epoch.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>nf_1 to nf_n.</summary>
    public required ImmutableArray<Nullifier> Nullifiers { get; init; }

    /// <summary>The payments, then the change, in the order of appending.</summary>
    public required ImmutableArray<NoteOutput> Outputs { get; init; }

    /// <summary>One for each payment.</summary>
    public required ImmutableArray<PaymentCiphertext> Payments { get; init; }

    /// <summary>The elements of the ciphertext for the sender.</summary>
    public required ImmutableArray<Fr> Sender { get; init; }

    /// <summary>rk, under which the transfer is signed. Nothing says that it is a good point: see <see cref="BundleRules"/>.</summary>
    public required JubjubAffine RandomizedKey { get; init; }

    /// <summary>E. Nothing says that it is a good point: see <see cref="BundleRules"/>.</summary>
    public required JubjubAffine EphemeralKey { get; init; }

    /// <summary>Coins that the contract takes.</summary>
    public required Amount PublicIn { get; init; }

    /// <summary>Coins that the contract pays.</summary>
    public required Amount PublicOut { get; init; }

    /// <summary>Which coins, or none.</summary>
    public required AssetId PublicAsset { get; init; }

    /// <summary>Whether there are as many of everything as the shape says. What is read from bytes has them; what is put together otherwise must be asked.</summary>
    public bool FitsShape =>
        Shape.Inputs > 0 && !Nullifiers.IsDefault && !Outputs.IsDefault && !Payments.IsDefault && !Sender.IsDefault &&
        Nullifiers.Length == Shape.Inputs && Outputs.Length == Shape.Outputs && Payments.Length == Shape.Payments && Sender.Length == Shape.SenderElements;

    /// <summary>What a plan does: computed by whoever plans, and once more by whoever signs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="validatingKey">ak of the sender.</param>
    /// <param name="parties">The sender's and the payees' leaves.</param>
    /// <exception cref="ArgumentException">The plan is not well formed, or there are not as many payees as payments.</exception>
    public static TransferEffects Of(TransferPlan plan, in JubjubAffine validatingKey, TransferParties parties)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(parties);
        if (!plan.IsWellFormed || parties.Payees.Length != plan.Shape.Payments)
        {
            throw new ArgumentException("The plan does not fit its shape, or a blinding is zero.", nameof(plan));
        }

        Nullifier first = plan.Inputs[0].Nullifier;
        var outputs = ImmutableArray.CreateBuilder<NoteOutput>(plan.Shape.Outputs);
        var ciphertexts = ImmutableArray.CreateBuilder<PaymentCiphertext>(plan.Shape.Payments);
        for (byte i = 0; i < plan.Shape.Payments; i++)
        {
            PlannedPayment payment = plan.Payments[i];
            SharedPoint shared = plan.Ephemeral.SharedPointWith(parties.Payees[i].ViewingPoint);
            (PaymentCiphertext ciphertext, Fr randomness) = PaymentMessage.Encrypt(shared, i, first, plan.Asset, payment.Value, plan.Sender, payment.Blinding);
            ciphertexts.Add(ciphertext);
            outputs.Add(Output(new Note(plan.Asset, payment.Value, parties.Payees[i].Owner, randomness), payment.Blinding));
        }

        SharedPoint own = plan.Ephemeral.SharedPointWith(parties.Sender.ViewingPoint);
        (ImmutableArray<Fr> senderCiphertext, Fr changeRandomness) = SenderMessage.Encrypt(own, first, plan);
        outputs.Add(Output(new Note(plan.Asset, plan.Change, parties.Sender.Owner, changeRandomness), plan.ChangeBlinding));
        return new TransferEffects
        {
            Shape = plan.Shape,
            Epoch = plan.Epoch,
            Nullifiers = [.. plan.Inputs.Select(input => input.Nullifier)],
            Outputs = outputs.MoveToImmutable(),
            Payments = ciphertexts.MoveToImmutable(),
            Sender = senderCiphertext,
            RandomizedKey = (Generators.Authorization.Multiply(plan.Randomizer) + validatingKey).ToAffine(),
            EphemeralKey = plan.Ephemeral.EphemeralKey,
            PublicIn = plan.PublicIn,
            PublicOut = plan.PublicOut,
            PublicAsset = plan.PublicAsset,
        };
    }

    private static NoteOutput Output(Note note, in JubjubScalar blinding) => new(note.Commit(), ValueCommitment.To(note.Value, blinding));
}
