using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>A disclosure of one payment, and where the payment is.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Bundle">The bundle.</param>
/// <param name="Block">The block that has it.</param>
/// <param name="Challenge">For whom it was made: what that party chose.</param>
/// <param name="Disclosure">What shows the payment. Whoever has it reads the payment.</param>
public sealed record PaymentReceipt(LedgerId Ledger, SignatureHash Bundle, ulong Block, ReceiptChallenge Challenge, PaymentDisclosure Disclosure)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(receipt)";
}
