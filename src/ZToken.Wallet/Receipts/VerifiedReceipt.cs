using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a receipt proves.</summary>
/// <param name="Located">The bundle and where it is.</param>
/// <param name="Shown">The payment, recomputed against the commitments on the chain.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Remittance">What the payer wrote, which nothing proves; null where it is no remittance.</param>
public sealed record VerifiedReceipt(LocatedBundle Located, DisclosedPayment Shown, RegisteredMember Payer, RegisteredMember Payee, Remittance? Remittance)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(receipt)";
}
