using ZToken.Wallet;

namespace ZToken.Samples.Console;

/// <summary>What an application does first when it starts again.</summary>
internal static class Restart
{
    /// <summary>Finishes the payments that were under way when the process ended, each exactly once.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="output">Is told how they went.</param>
    /// <exception cref="WalletException">The node is away.</exception>
    public static async Task RecoverAsync(BankWallet wallet, TextWriter output)
    {
        // snippet: recovery
        foreach (PaymentReport report in await wallet.RecoverAsync())
        {
            await output.WriteLineAsync($"{report.Key}: {report.State} {report.Failure}");
        }
        // end of recovery
    }
}
