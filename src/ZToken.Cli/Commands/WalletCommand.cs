using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet</c>: a bank's money on the shielded ledger.</summary>
internal static class WalletCommand
{
    public static Command Create() => new("wallet", "A member bank's wallet: make one, see what it has, pay, shield and unshield.")
    {
        WalletCreate.Create(),
        WalletAddress.Create(),
        WalletSync.Create(),
        WalletBalance.Create(),
        WalletHistory.Create(),
        WalletPayments.Create(),
        WalletPay.Create(),
        WalletShield.CreateShield(),
        WalletShield.CreateUnshield(),
        WalletRecover.Create(),
        WalletRedeem.Create(),
        WalletDisclose.Create(),
    };
}
