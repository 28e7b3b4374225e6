using ZToken.Algebra;

namespace ZToken.Circuits;

/// <summary>A payment.</summary>
/// <param name="Payee">Who is paid.</param>
/// <param name="Value">How much.</param>
/// <param name="Blinding">rcv, an integer of 252 bits.</param>
public sealed record PaymentWitness(MemberWitness Payee, Fr Value, Fr Blinding)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
