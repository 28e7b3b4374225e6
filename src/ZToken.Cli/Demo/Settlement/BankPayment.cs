using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A payment of a file that several banks pay from.</summary>
/// <param name="Payer">The BIC of the bank that pays.</param>
/// <param name="Order">The order.</param>
internal sealed record BankPayment(string Payer, PaymentOrder Order);
