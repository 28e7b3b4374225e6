using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>The rules of the z-contract that need neither its state nor the proof.</summary>
public static class BundleRules
{
    /// <summary>Why a bundle cannot be taken, or null where these rules find nothing. Variable time.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="function">The function it is submitted to.</param>
    /// <param name="blockTime">The block's time in Unix seconds.</param>
    public static BundleRefusal? FindRefusal(Bundle bundle, BundleFunction function, ulong blockTime)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        TransferEffects effects = bundle.Statement.Effects;
        if (blockTime > bundle.Terms.Expiry)
        {
            return BundleRefusal.Expired;
        }

        if (!HasAmountsOf(function, effects, bundle.Terms))
        {
            return BundleRefusal.WrongPublicAmounts;
        }

        if (effects.Nullifiers.Distinct().Count() != effects.Nullifiers.Length)
        {
            return BundleRefusal.NullifierTwice;
        }

        if (!RedJubjubPublicKey.TryFromPoint(effects.RandomizedKey, out RedJubjubPublicKey key))
        {
            return BundleRefusal.BadRandomizedKey;
        }

        if (!effects.EphemeralKey.IsOnCurve || new JubjubPoint(effects.EphemeralKey).IsSmallOrder)
        {
            return BundleRefusal.BadEphemeralKey;
        }

        Span<byte> message = stackalloc byte[SignatureHash.SizeInBytes];
        bundle.Id.WriteTo(message);
        return RedJubjubSignature.TryRead(bundle.Signature, out RedJubjubSignature signature) && RedJubjub.SpendAuthorization.Verify(key, message, signature)
            ? null
            : BundleRefusal.WrongSignature;
    }

    private static bool HasAmountsOf(BundleFunction function, TransferEffects effects, TransferTerms terms)
    {
        bool isIn = function == BundleFunction.Shield, isOut = function == BundleFunction.Unshield;
        return effects.PublicIn.IsZero == !isIn && effects.PublicOut.IsZero == !isOut && effects.PublicAsset.IsSome == (isIn || isOut) &&
            terms.Depositor.IsNone == !isIn && terms.Target.IsNone == !isOut;
    }
}
