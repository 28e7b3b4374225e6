using System.CommandLine;
using System.Text.Json.Nodes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet payments</c>: the wallet's own orders and how far each came.</summary>
internal static class WalletPayments
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<string> key = new("--key") { Description = "Only the order of this key.", HelpName = "key" };
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("payments", "Show the wallet's own orders, the newest first, and how far each came. Asks no node.") { key, json };
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.OpenAsync(
            result,
            async wallet =>
            {
                IReadOnlyList<PaymentReport> reports = result.GetValue(key) is string wanted
                    ? [await FindAsync(wallet.Bank, wanted, cancellation)]
                    : await wallet.Bank.ListPaymentsAsync(cancellation);
                PaymentPrint print = new(wallet.Ledger);
                if (result.GetValue(json))
                {
                    JsonAnswer.Print(new JsonObject { ["payments"] = new JsonArray([.. reports.Select(print.ToJson)]) });
                }
                else
                {
                    print.Print(reports);
                }
            },
            cancellation));
        return command;
    }

    /// <summary>An order by its key.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task<PaymentReport> FindAsync(BankWallet bank, string key, CancellationToken cancellation) =>
        await bank.FindPaymentAsync(PaymentKeyOption.Parse(key), cancellation)
            ?? throw new CommandException(ExitCode.BadInput, $"--key: the wallet has no order '{key}': 'ztoken wallet payments' shows them");
}
