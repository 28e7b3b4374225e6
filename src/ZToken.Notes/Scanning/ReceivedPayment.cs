namespace ZToken.Notes;

/// <summary>A payment that a viewing key opened, checked against the commitments on the chain.</summary>
/// <param name="Number">The payment's number in its transfer, which is also that of the output.</param>
/// <param name="Message">What it says.</param>
public sealed record ReceivedPayment(byte Number, PaymentMessage Message)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(payment)";
}
