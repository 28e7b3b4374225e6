using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A signer in this process.</summary>
/// <remarks>
/// It trusts the plan's source for what is to be paid, and nobody for anything else: the plan must come from whoever approves payments, over a channel that the
/// prover cannot write to. The randomness in the plan is the planner's: one that chose it badly could let others link or open the transfer.
/// </remarks>
/// <param name="key">ask; the signer does not dispose of it.</param>
/// <param name="self">The payment address that the key signs for, fixed when the signer was set up.</param>
/// <param name="chainId">The chain it signs for.</param>
/// <param name="contract">The z-contract it signs for.</param>
/// <param name="members">The signer's own copy of the registry.</param>
/// <param name="log">What it has signed; the signer does not dispose of it.</param>
/// <param name="limits">What it signs at most, or null for <see cref="SigningLimits.Default"/>.</param>
/// <param name="time">What time it is, or null for the system's clock.</param>
/// <param name="source">Randomness for nonces, or null for the operating system's.</param>
public sealed class SoftwareSpendSigner(SpendAuthorizationKey key, PaymentAddress self, ulong chainId, AccountId contract, IMemberDirectory members, SigningLog log, SigningLimits? limits = null, TimeProvider? time = null, RandomSource? source = null) : ISpendSigner
{
    private readonly SigningLimits limits = limits ?? SigningLimits.Default;
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly RandomSource source = source ?? RandomSource.System;

    /// <inheritdoc/>
    public ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Sign(request));
    }

    private SigningAnswer Sign(SigningRequest request)
    {
        TransferPlan plan = request.Plan;
        if (!plan.IsWellFormed)
        {
            return SigningAnswer.Refuse(SigningRefusal.MalformedPlan);
        }

        if (plan.Terms.ChainId != chainId || plan.Terms.Contract != contract)
        {
            return SigningAnswer.Refuse(SigningRefusal.AnotherContract);
        }

        if (!IsWithinLimits(plan))
        {
            return SigningAnswer.Refuse(SigningRefusal.BeyondLimits);
        }

        if (FindParties(plan, out TransferParties? parties) is { } unknown)
        {
            return SigningAnswer.Refuse(unknown);
        }

        TransferEffects effects = TransferEffects.Of(plan, key.ValidatingKey, parties!);
        ImmutableArray<MemoCiphertext> memos = plan.EncryptMemos(parties!);
        if (!RedJubjubPublicKey.TryFromPoint(effects.RandomizedKey, out _))
        {
            return SigningAnswer.Refuse(SigningRefusal.MalformedPlan);
        }

        if (FindDifference(effects, request.Effects) is { } difference)
        {
            return SigningAnswer.Refuse(difference);
        }

        if (request.Memos.IsDefault || request.Memos.Length != memos.Length || !memos.Zip(request.Memos).All(pair => pair.First.Bytes.SequenceEqual(pair.Second.Bytes)))
        {
            return SigningAnswer.Refuse(SigningRefusal.OtherMemo);
        }

        // What was computed here is signed, never what was sent.
        SignatureHash hash = SignatureHash.Of(effects, plan.VerifyingKeyVersion, plan.Terms, memos);
        if (!log.TryRecord(effects.EphemeralKey, hash))
        {
            return SigningAnswer.Refuse(SigningRefusal.SignedBefore);
        }

        Span<byte> message = stackalloc byte[SignatureHash.SizeInBytes];
        hash.WriteTo(message);
        return SigningAnswer.Sign(key.Sign(plan.Randomizer, message, source));
    }

    private bool IsWithinLimits(TransferPlan plan)
    {
        long latest = (time.GetUtcNow() + limits.LongestLife).ToUnixTimeSeconds();
        return TransferShape.All.Contains(plan.Shape) && limits.VerifyingKeyVersions.Contains(plan.VerifyingKeyVersion) && plan.Terms.Expiry <= (ulong)latest &&
            (limits.MostPerTransfer is not { } most || SentToOthers(plan) <= most.Cents);
    }

    private static UInt128 SentToOthers(TransferPlan plan) =>
        plan.Payments.Where(payment => payment.Payee != plan.Sender).Aggregate((UInt128)plan.PublicOut.Cents, (sum, payment) => sum + payment.Value.Cents);

    private SigningRefusal? FindParties(TransferPlan plan, out TransferParties? parties)
    {
        parties = null;
        if (plan.Sender != self.Index || !members.TryFind(plan.Epoch, plan.Sender, out Member? sender) || sender.Owner != self.Owner)
        {
            return SigningRefusal.SenderIsNotTheSigner;
        }

        var payees = ImmutableArray.CreateBuilder<Member>(plan.Payments.Length);
        foreach (PlannedPayment payment in plan.Payments)
        {
            if (!members.TryFind(plan.Epoch, payment.Payee, out Member? payee))
            {
                return SigningRefusal.UnknownPayee;
            }

            payees.Add(payee);
        }

        parties = new TransferParties(sender, payees.MoveToImmutable());
        return null;
    }

    private static SigningRefusal? FindDifference(TransferEffects ours, TransferEffects theirs)
    {
        if (!theirs.FitsShape || ours.Shape != theirs.Shape || ours.Epoch != theirs.Epoch || ours.PublicIn != theirs.PublicIn || ours.PublicOut != theirs.PublicOut || ours.PublicAsset != theirs.PublicAsset)
        {
            return SigningRefusal.OtherTerms;
        }

        if (!ours.Nullifiers.SequenceEqual(theirs.Nullifiers))
        {
            return SigningRefusal.OtherNullifiers;
        }

        if (!ours.Outputs.SequenceEqual(theirs.Outputs))
        {
            return SigningRefusal.OtherCommitment;
        }

        if (!ours.Payments.SequenceEqual(theirs.Payments) || !ours.Sender.SequenceEqual(theirs.Sender))
        {
            return SigningRefusal.OtherCiphertext;
        }

        return ours.RandomizedKey == theirs.RandomizedKey && ours.EphemeralKey == theirs.EphemeralKey ? null : SigningRefusal.OtherKeys;
    }
}
