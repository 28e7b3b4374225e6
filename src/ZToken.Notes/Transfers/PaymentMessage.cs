using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>All that a payee needs to spend a payment and to know who paid.</summary>
public sealed class PaymentMessage
{
    private const int Lanes = 3;
    private const int IndexBits = 16;

    internal PaymentMessage(AssetId asset, Amount value, MemberIndex payer, in JubjubScalar blinding, in Fr randomness) =>
        (Asset, Value, Payer, Blinding, Randomness) = (asset, value, payer, blinding, randomness);

    /// <summary>Which money.</summary>
    public AssetId Asset { get; }

    /// <summary>How much.</summary>
    public Amount Value { get; }

    /// <summary>Who paid.</summary>
    public MemberIndex Payer { get; }

    /// <summary>rcv: opens the value commitment.</summary>
    public JubjubScalar Blinding { get; }

    /// <summary>rcm: opens the note commitment.</summary>
    public Fr Randomness { get; }

    /// <summary>The note that was paid.</summary>
    public Note NoteOf(NoteOwner payee) => new(Asset, Value, payee, Randomness);

    /// <summary>Whether the transfer's public commitments to a payment are those of this message and payee.</summary>
    public bool Opens(NoteOutput output, NoteOwner payee) => NoteOf(payee).Commit() == output.Commitment && ValueCommitment.To(Value, Blinding) == output.Value;

    /// <summary>Reads what a transfer says under a shared point. Variable time in what it says.</summary>
    /// <remarks>A wrong point gives something of the right form with a probability below 2^-140; <see cref="Opens"/> is the proof.</remarks>
    /// <returns>False where it says nothing of the right form.</returns>
    public static bool TryDecrypt(SharedPoint shared, byte payment, Nullifier first, PaymentCiphertext ciphertext, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PaymentMessage? message)
    {
        Span<Fr> lanes = stackalloc Fr[Lanes];
        shared.WriteKeystream(payment, first, lanes);
        return TryDecrypt(lanes, ciphertext, out message);
    }

    /// <summary>Reads what a transfer says, given three lanes of the stream.</summary>
    internal static bool TryDecrypt(ReadOnlySpan<Fr> lanes, PaymentCiphertext ciphertext, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PaymentMessage? message)
    {
        message = null;
        Span<ulong> limbs = stackalloc ulong[4];
        (ciphertext.Content - lanes[0]).ToCanonicalLimbs(limbs);
        // index: bits 0 to 15; value: 16 to 79; asset: 80 to 111.
        ulong value = (limbs[0] >> IndexBits) | (limbs[1] << (64 - IndexBits));
        ulong asset = limbs[1] >> IndexBits;
        if ((limbs[2] | limbs[3]) != 0 || asset is 0 or > uint.MaxValue || !Elements.TryToScalar(ciphertext.Blinding - lanes[1], out JubjubScalar blinding))
        {
            return false;
        }

        message = new PaymentMessage(new AssetId((uint)asset), new Amount(value), new MemberIndex((ushort)limbs[0]), blinding, lanes[2]);
        return true;
    }

    /// <summary>The ciphertext and rcm of a payment.</summary>
    internal static (PaymentCiphertext Ciphertext, Fr Randomness) Encrypt(SharedPoint shared, byte payment, Nullifier first, AssetId asset, Amount value, MemberIndex payer, in JubjubScalar blinding)
    {
        Span<Fr> lanes = stackalloc Fr[Lanes];
        shared.WriteKeystream(payment, first, lanes);
        Fr content = Elements.FromLimbs((value.Cents << IndexBits) | payer.Number, (value.Cents >> (64 - IndexBits)) | ((ulong)asset.Number << IndexBits));
        return (new PaymentCiphertext(content + lanes[0], Elements.FromScalar(blinding) + lanes[1]), lanes[2]);
    }
}
