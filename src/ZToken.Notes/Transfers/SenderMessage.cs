using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>What a transfer tells its own sender, and whoever holds the sender's viewing key: all of it.</summary>
/// <remarks>
/// Lane 0: esk. Lane 1: asset * 2^(64 + 16 k) + change * 2^(16 k) + sum of payees' indices * 2^(16 i). Lane 2: rcv of the change. Lane 3 is the change's
/// rcm and is not sent. From lane 4: sum of p_i * 2^(33 (i mod 7)), with p_i = position + 1, or 0 for a dummy.
/// </remarks>
public sealed class SenderMessage
{
    private const int IndexBits = 16;
    private const int PositionBits = 33;
    private const int FirstPositionLane = 4;

    /// <summary>The most elements of the ciphertext.</summary>
    internal const int MaxElements = 3 + ((TransferShape.MaxInputs + TransferShape.PositionsInElement - 1) / TransferShape.PositionsInElement);

    internal SenderMessage(EphemeralSecret ephemeral, AssetId asset, Amount change, ImmutableArray<MemberIndex> payees, in JubjubScalar blinding, in Fr randomness, ImmutableArray<NotePosition?> spent) =>
        (Ephemeral, Asset, Change, Payees, ChangeBlinding, ChangeRandomness, Spent) = (ephemeral, asset, change, payees, blinding, randomness, spent);

    /// <summary>esk, by which what the transfer says to each payee can be read.</summary>
    public EphemeralSecret Ephemeral { get; }

    /// <summary>Which money.</summary>
    public AssetId Asset { get; }

    /// <summary>What the sender got back.</summary>
    public Amount Change { get; }

    /// <summary>The payee of each payment; an unused payment has the sender itself.</summary>
    public ImmutableArray<MemberIndex> Payees { get; }

    /// <summary>rcv of the change.</summary>
    public JubjubScalar ChangeBlinding { get; }

    /// <summary>rcm of the change.</summary>
    public Fr ChangeRandomness { get; }

    /// <summary>The position of each note that was spent, null for a dummy.</summary>
    public ImmutableArray<NotePosition?> Spent { get; }

    /// <summary>The note of change.</summary>
    public Note ChangeOf(NoteOwner sender) => new(Asset, Change, sender, ChangeRandomness);

    /// <summary>Whether this is what the transfer did: its E, and the commitments to the change.</summary>
    public bool Opens(TransferEffects effects, NoteOwner sender)
    {
        ArgumentNullException.ThrowIfNull(effects);
        NoteOutput change = effects.Outputs[^1];
        return Ephemeral.EphemeralKey == effects.EphemeralKey && ChangeOf(sender).Commit() == change.Commitment && ValueCommitment.To(Change, ChangeBlinding) == change.Value;
    }

    /// <summary>Reads what a transfer tells its sender. Variable time in what it says.</summary>
    /// <remarks>In the network's shapes a wrong point gives something of the right form with a probability below 2^-100; <see cref="Opens"/> is the proof.</remarks>
    /// <returns>False where it says nothing of the right form, or does not fit its shape.</returns>
    public static bool TryDecrypt(SharedPoint shared, TransferEffects effects, [NotNullWhen(true)] out SenderMessage? message)
    {
        ArgumentNullException.ThrowIfNull(effects);
        message = null;
        if (!effects.FitsShape)
        {
            return false;
        }

        Span<Fr> lanes = stackalloc Fr[MaxElements + 1];
        lanes = lanes[..(effects.Shape.SenderElements + 1)];
        shared.WriteKeystream(SharedPoint.SenderStream, effects.Nullifiers[0], lanes);
        return TryDecrypt(lanes, effects.Shape, effects.Sender.AsSpan(), out message);
    }

    /// <summary>Whether the first two lanes of a stream leave something of the right form; nearly all that are not the sender's do not.</summary>
    internal static bool HasForm(ReadOnlySpan<Fr> lanes, TransferShape shape, ReadOnlySpan<Fr> ciphertext)
    {
        PackedInteger content = new(ciphertext[1] - lanes[1]);
        for (int i = 0; i < shape.Payments; i++)
        {
            _ = content.Take(IndexBits);
        }

        _ = content.Take(Amount.BitCount);
        return content.Take(AssetId.BitCount) != 0 && content.IsZero && EphemeralSecret.TryFromElement(ciphertext[0] - lanes[0], out _);
    }

    /// <summary>Reads what a transfer tells its sender, given the lanes of the stream: one more than the ciphertext has elements.</summary>
    private static bool TryDecrypt(ReadOnlySpan<Fr> lanes, TransferShape shape, ReadOnlySpan<Fr> ciphertext, [NotNullWhen(true)] out SenderMessage? message)
    {
        message = null;
        PackedInteger content = new(ciphertext[1] - lanes[1]);
        var payees = ImmutableArray.CreateBuilder<MemberIndex>(shape.Payments);
        for (int i = 0; i < shape.Payments; i++)
        {
            payees.Add(new MemberIndex((ushort)content.Take(IndexBits)));
        }

        ulong change = content.Take(Amount.BitCount), asset = content.Take(AssetId.BitCount);
        if (!content.IsZero || asset == 0 || !EphemeralSecret.TryFromElement(ciphertext[0] - lanes[0], out EphemeralSecret ephemeral) ||
            !Elements.TryToScalar(ciphertext[2] - lanes[2], out JubjubScalar blinding) || !TryReadPositions(lanes, shape, ciphertext, out ImmutableArray<NotePosition?> spent))
        {
            return false;
        }

        message = new SenderMessage(ephemeral, new AssetId((uint)asset), new Amount(change), payees.MoveToImmutable(), blinding, lanes[3], spent);
        return true;
    }

    /// <summary>The ciphertext and the change's rcm.</summary>
    internal static (ImmutableArray<Fr> Ciphertext, Fr Randomness) Encrypt(SharedPoint shared, Nullifier first, TransferPlan plan)
    {
        Span<Fr> lanes = stackalloc Fr[MaxElements + 1];
        lanes = lanes[..(plan.Shape.SenderElements + 1)];
        shared.WriteKeystream(SharedPoint.SenderStream, first, lanes);

        PackedInteger content = default;
        content.Put(plan.Asset.Number, AssetId.BitCount);
        content.Put(plan.Change.Cents, Amount.BitCount);
        for (int i = plan.Shape.Payments - 1; i >= 0; i--)
        {
            content.Put(plan.Payments[i].Payee.Number, IndexBits);
        }

        var ciphertext = ImmutableArray.CreateBuilder<Fr>(plan.Shape.SenderElements);
        ciphertext.Add(plan.Ephemeral.Element + lanes[0]);
        ciphertext.Add(content.ToElement() + lanes[1]);
        ciphertext.Add(Elements.FromScalar(plan.ChangeBlinding) + lanes[2]);
        for (int start = 0, lane = FirstPositionLane; start < plan.Shape.Inputs; start += TransferShape.PositionsInElement, lane++)
        {
            PackedInteger positions = default;
            for (int i = Math.Min(start + TransferShape.PositionsInElement, plan.Shape.Inputs) - 1; i >= start; i--)
            {
                positions.Put(plan.Inputs[i].Position is { } position ? position.Number + 1UL : 0, PositionBits);
            }

            ciphertext.Add(positions.ToElement() + lanes[lane]);
        }

        return (ciphertext.MoveToImmutable(), lanes[3]);
    }

    private static bool TryReadPositions(ReadOnlySpan<Fr> lanes, TransferShape shape, ReadOnlySpan<Fr> ciphertext, out ImmutableArray<NotePosition?> spent)
    {
        var positions = ImmutableArray.CreateBuilder<NotePosition?>(shape.Inputs);
        for (int lane = FirstPositionLane; positions.Count < shape.Inputs; lane++)
        {
            PackedInteger packed = new(ciphertext[lane - 1] - lanes[lane]);
            for (int end = Math.Min(positions.Count + TransferShape.PositionsInElement, shape.Inputs); positions.Count < end;)
            {
                ulong next = packed.Take(PositionBits);
                if (next > 1UL << 32)
                {
                    spent = default;
                    return false;
                }

                positions.Add(next == 0 ? null : new NotePosition((uint)(next - 1)));
            }

            if (!packed.IsZero)
            {
                spent = default;
                return false;
            }
        }

        spent = positions.MoveToImmutable();
        return true;
    }
}
