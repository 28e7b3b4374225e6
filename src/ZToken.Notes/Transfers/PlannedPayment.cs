using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>A payment with its blinding.</summary>
/// <param name="Payee">Who is paid; the sender itself in an unused payment.</param>
/// <param name="Value">How much; zero in an unused payment.</param>
/// <param name="Blinding">rcv, not zero.</param>
/// <param name="Memo">What is written to the payee.</param>
public sealed record PlannedPayment(MemberIndex Payee, Amount Value, JubjubScalar Blinding, Memo Memo)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
