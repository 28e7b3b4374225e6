using System.Collections.Immutable;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>All of a transfer that a signer must know to see what it signs: everything but the notes spent, nk and the paths.</summary>
/// <remarks>The effects follow from the plan, ak and the parties' leaves: see <see cref="TransferEffects.Of"/>. A secret: it opens the whole bundle.</remarks>
public sealed partial class TransferPlan
{
    /// <summary>The shape.</summary>
    public required TransferShape Shape { get; init; }

    /// <summary>The version of the verifying key that the proof is for.</summary>
    public required uint VerifyingKeyVersion { get; init; }

    /// <summary>The epoch.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>Which money.</summary>
    public required AssetId Asset { get; init; }

    /// <summary>Who pays.</summary>
    public required MemberIndex Sender { get; init; }

    /// <summary>n inputs.</summary>
    public required ImmutableArray<PlannedInput> Inputs { get; init; }

    /// <summary>k payments.</summary>
    public required ImmutableArray<PlannedPayment> Payments { get; init; }

    /// <summary>What comes back.</summary>
    public required Amount Change { get; init; }

    /// <summary>rcv of the change, not zero.</summary>
    public required JubjubScalar ChangeBlinding { get; init; }

    /// <summary>esk.</summary>
    public required EphemeralSecret Ephemeral { get; init; }

    /// <summary>alpha: rk = ak + [alpha] G_auth.</summary>
    public required JubjubScalar Randomizer { get; init; }

    /// <summary>Coins that the contract takes.</summary>
    public required Amount PublicIn { get; init; }

    /// <summary>Coins that the contract pays.</summary>
    public required Amount PublicOut { get; init; }

    /// <summary>Where and until when.</summary>
    public required TransferTerms Terms { get; init; }

    /// <summary>The asset as the public sees it: none where no coins move.</summary>
    public AssetId PublicAsset => PublicIn.IsZero && PublicOut.IsZero ? AssetId.None : Asset;

    /// <summary>Whether counts fit the shape, nullifiers differ, and neither a blinding nor alpha is zero: with alpha = 0 rk would be ak, the same in every transfer.</summary>
    public bool IsWellFormed =>
        FitsShape && !Randomizer.IsZero && Asset.IsSome && !ChangeBlinding.IsZero && !Ephemeral.Scalar.IsZero &&
        Payments.All(payment => !payment.Blinding.IsZero) && Inputs.Select(input => input.Nullifier).Distinct().Count() == Inputs.Length;

    /// <summary>Whether there are as many inputs and payments as the shape says.</summary>
    public bool FitsShape => Shape.Inputs > 0 && !Inputs.IsDefault && !Payments.IsDefault && Inputs.Length == Shape.Inputs && Payments.Length == Shape.Payments;

    /// <summary>The memos, encrypted to the payees.</summary>
    /// <exception cref="ArgumentException">There are not as many payees as payments.</exception>
    public ImmutableArray<MemoCiphertext> EncryptMemos(TransferParties parties)
    {
        ArgumentNullException.ThrowIfNull(parties);
        if (parties.Payees.Length != Payments.Length)
        {
            throw new ArgumentException("There must be as many payees as payments.", nameof(parties));
        }

        return [.. Payments.Select((payment, i) => EncryptMemo(payment.Memo, parties.Payees[i].ViewingPoint, (byte)i))];
    }

    private MemoCiphertext EncryptMemo(Memo memo, in JubjubAffine viewingPoint, byte payment) =>
        MemoCiphertext.Encrypt(Ephemeral.SharedPointWith(viewingPoint), Ephemeral.EphemeralKey, viewingPoint, payment, Inputs[0].Nullifier, memo);
}
