using System.Text;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Samples.Console;

/// <summary>From a wallet's folder to a payment.</summary>
internal static class FirstPayment
{
    /// <summary>Opens the wallet of a folder that <c>ztoken wallet create</c> made.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="password">Its password.</param>
    /// <param name="http">Asks the node; outlives the wallet.</param>
    /// <param name="node">A node of the ledger's chain.</param>
    /// <param name="keys">Where the proving keys come from.</param>
    /// <exception cref="InvalidOperationException">The password is wrong, or the file of the seed is none.</exception>
    public static async Task<BankWallet> OpenAsync(string folder, string password, HttpClient http, Uri node, TransferParameters keys)
    {
        // snippet: open
        DeployedLedger ledger = DeploymentFile.Read(Path.Combine(folder, "ledger.json"));
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(folder, "seed.json"));
        KeystoreRefusal refusal = WalletFile.Open(file, Encoding.UTF8.GetBytes(password), out WalletSeed? opened);
        using WalletSeed seed = opened ?? throw new InvalidOperationException($"The seed does not open: {refusal}.");
        WalletSettings settings = new() { Folder = folder, Ledger = ledger, Node = new EthereumClient(http, node), Prover = new TransferProver(keys) };
        BankWallet wallet = await BankWallet.OpenAsync(settings, WalletKeys.FromSeed(seed, ledger.LedgerId));
        // end of open
        return wallet;
    }

    /// <summary>Pays once, and says what is left.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="number">The bank's own number of the payment.</param>
    /// <param name="recipient">A BIC, a LEI or a payment address.</param>
    /// <param name="amount">How much of the ledger's first asset.</param>
    /// <param name="output">Is told how it went.</param>
    /// <exception cref="WalletException">It cannot be paid; the message says why.</exception>
    public static async Task<PaymentReport> PayAsync(BankWallet wallet, string number, string recipient, Amount amount, TextWriter output)
    {
        // snippet: pay
        PaymentOrder order = new(PaymentKey.Parse(number), recipient, wallet.Ledger.Coins[0].Asset, amount);
        PaymentReport report = await wallet.PayAsync(order);
        await output.WriteLineAsync($"{report.Key}: {report.Amount} to {report.Recipient}, {report.State} in block {report.Block}");

        AssetBalance left = (await wallet.GetBalancesAsync())[0];
        await output.WriteLineAsync($"left: {left.Spendable} {left.Symbol}");
        // end of pay
        return report;
    }
}
