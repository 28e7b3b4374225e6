using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A payment as a viewing key opened it; its commitments are those on the chain.</summary>
/// <param name="Number">Its number in the bundle, which is also that of its output.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Asset">Which money.</param>
/// <param name="Amount">How much.</param>
/// <param name="Memo">What the payee was told: bound to the bundle, not proven; null where it cannot be read.</param>
public sealed record AuditedPayment(byte Number, MemberIndex Payer, MemberIndex Payee, AssetId Asset, Amount Amount, Memo? Memo)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
