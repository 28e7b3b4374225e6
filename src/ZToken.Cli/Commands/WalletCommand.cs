using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet</c>: a bank's money on the shielded ledger.</summary>
internal static class WalletCommand
{
    public static Command Create() => new("wallet", "A member bank's wallet.")
    {
        WalletCreate.Create(),
        WalletRedeem.Create(),
    };
}
