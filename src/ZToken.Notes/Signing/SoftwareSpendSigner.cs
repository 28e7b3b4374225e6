using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A signer in this process.</summary>
/// <param name="key">ask; the signer does not dispose of it.</param>
/// <param name="self">The payment address that the key signs for, fixed when the signer was set up.</param>
/// <param name="chainId">The chain it signs for.</param>
/// <param name="contract">The z-contract it signs for.</param>
/// <param name="members">The signer's own copy of the registry.</param>
/// <param name="source">Randomness for nonces, or null for the operating system's.</param>
public sealed class SoftwareSpendSigner(SpendAuthorizationKey key, PaymentAddress self, ulong chainId, AccountId contract, IMemberDirectory members, RandomSource? source = null) : ISpendSigner
{
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

        if (FindParties(plan, out TransferParties? parties) is { } unknown)
        {
            return SigningAnswer.Refuse(unknown);
        }

        TransferEffects effects = TransferEffects.Of(plan, key.ValidatingKey, parties!);
        ImmutableArray<MemoCiphertext> memos = plan.EncryptMemos(parties!);
        if (FindDifference(effects, request.Effects) is { } difference)
        {
            return SigningAnswer.Refuse(difference);
        }

        if (request.Memos.Length != memos.Length || !memos.Zip(request.Memos).All(pair => pair.First.Bytes.SequenceEqual(pair.Second.Bytes)))
        {
            return SigningAnswer.Refuse(SigningRefusal.OtherMemo);
        }

        // What was computed here is signed, never what was sent.
        Span<byte> message = stackalloc byte[SignatureHash.SizeInBytes];
        SignatureHash.Of(effects, plan.VerifyingKeyVersion, plan.Terms, memos).WriteTo(message);
        return SigningAnswer.Sign(key.Sign(plan.Randomizer, message, source));
    }

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
        if (ours.Shape != theirs.Shape || ours.Epoch != theirs.Epoch || ours.PublicIn != theirs.PublicIn || ours.PublicOut != theirs.PublicOut || ours.PublicAsset != theirs.PublicAsset)
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
