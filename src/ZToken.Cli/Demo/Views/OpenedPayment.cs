using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A movement of money that a bank's viewing key opened, recomputed against the commitments on the chain.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Asset">Which money.</param>
/// <param name="Amount">How much.</param>
/// <param name="Memo">What the payee was told; null where that cannot be read.</param>
internal sealed record OpenedPayment(SignatureHash Bundle, MemberIndex Payer, MemberIndex Payee, AssetId Asset, Amount Amount, Memo? Memo)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
