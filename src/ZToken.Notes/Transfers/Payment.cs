namespace ZToken.Notes;

/// <summary>An order to pay one member.</summary>
/// <param name="Payee">Who is paid.</param>
/// <param name="Value">How much; not zero.</param>
/// <param name="Memo">What is written to the payee.</param>
public sealed record Payment(MemberIndex Payee, Amount Value, Memo Memo)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
