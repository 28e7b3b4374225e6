namespace ZToken.Notes;

/// <summary>What a disclosure showed, recomputed against the commitments on the chain.</summary>
/// <param name="Party">Who showed it.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Message">What, how much, and by whom: proven by the circuit.</param>
/// <param name="Memo">What the payer wrote, which nothing proves; null where it does not open.</param>
public sealed record DisclosedPayment(DisclosingParty Party, MemberIndex Payee, PaymentMessage Message, Memo? Memo)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
