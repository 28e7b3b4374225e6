using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <content>Many orders from a file.</content>
internal sealed partial class OrderCommand
{
    /// <summary>Makes all payments of a file, once every line of it is valid and it is agreed to, and tells how far they came.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Ends the waiting; payments under way go on when the wallet is opened again.</param>
    /// <exception cref="CommandException">The file is refused, it is not agreed to, or not all payments are final.</exception>
    /// <exception cref="WalletException">The payments are refused, and none is written down.</exception>
    public Task RunFileAsync(ParseResult result, FileInfo file, CancellationToken cancellation)
    {
        if (file is { Exists: true, Length: > PaymentFile.MostBytes })
        {
            throw new CommandException(ExitCode.BadInput, $"payments '{file}' has more than {PaymentFile.MostBytes} bytes: nothing was paid; split it");
        }

        byte[] content = InputFile.Read(file, "payments", File.ReadAllBytes);
        return options.OpenAsync(
            result,
            async wallet =>
            {
                _ = wallet.Sync(cancellation);
                PaymentFile payments = Read(content, file, wallet);
                IReadOnlyList<PaymentOrder> orders = payments.Orders;
                if (!await AreKnownAsync(wallet.Bank, orders, cancellation))
                {
                    string[] keys = payments.HasKeys ? [] : ["the file gives no keys: as it is it is paid once, but once it is changed it is another file, and everything in it is paid"];
                    Confirmation.Require([$"make {orders.Count} payments of '{file}'", .. TotalsOf(orders.Select(order => (order.Asset, order.Amount)), wallet), .. keys], result.GetValue(yes));
                }

                IReadOnlyList<PaymentReport> reports = [];
                ProgressDisplay.ForStandardError().Show($"{orders.Count} payments", (Action<double> progress) =>
                {
                    int settled = 0;
                    DirectProgressOf<PaymentReport> told = new(_ => progress((double)Interlocked.Increment(ref settled) / orders.Count));
                    reports = wallet.Bank.PayManyAsync(orders, told, cancellation).GetAwaiter().GetResult();
                });
                Tell(reports, wallet, result.GetValue(json));
            },
            cancellation);
    }

    private static PaymentFile Read(byte[] content, FileInfo file, OpenWallet wallet)
    {
        PaymentFileTerms terms = new() { Coins = wallet.Ledger.Coins, Network = wallet.Network, Registry = wallet.Bank.Registry };
        if (PaymentFile.TryRead(content, terms, out PaymentFile? payments, out IReadOnlyList<PaymentFileError> errors))
        {
            return payments;
        }

        foreach (PaymentFileError error in errors.Skip(1))
        {
            Console.Error.WriteLine(error);
        }

        throw new CommandException(ExitCode.BadInput, $"payments '{file}' is refused and nothing was paid: {errors[0]}{(errors.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {errors.Count - 1} more"))}");
    }

    private static async Task<bool> AreKnownAsync(BankWallet bank, IReadOnlyList<PaymentOrder> orders, CancellationToken cancellation)
    {
        foreach (PaymentOrder order in orders)
        {
            if (await bank.FindPaymentAsync(order.Key, cancellation) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> TotalsOf(IEnumerable<(AssetId Asset, Amount Amount)> payments, OpenWallet wallet) =>
        from payment in payments
        group payment.Amount by payment.Asset into amounts
        let cents = amounts.Aggregate((UInt128)0, (sum, amount) => sum + amount.Cents)
        select cents <= ulong.MaxValue ? Money.Show(new Amount((ulong)cents), wallet.SymbolOf(amounts.Key)) : $"more {wallet.SymbolOf(amounts.Key)} than there can be";

    private static void Tell(IReadOnlyList<PaymentReport> reports, OpenWallet wallet, bool asJson)
    {
        PaymentPrint print = new(wallet.Ledger);
        if (asJson)
        {
            JsonAnswer.Print(new JsonObject { ["payments"] = new JsonArray([.. reports.Select(print.ToJson)]) });
        }
        else
        {
            TextTable table = new("state", ">payments", ">amount");
            foreach (IGrouping<PaymentState, PaymentReport> state in reports.GroupBy(report => report.State).OrderByDescending(group => group.Key))
            {
                table.Add(PaymentPrint.Word(state.Key), state.Count().ToString("N0", CultureInfo.InvariantCulture), string.Join(", ", TotalsOf(state.Select(report => (report.Asset, report.Amount)), wallet)));
            }

            table.Print();
        }

        // What failed for good says more than what merely takes longer.
        if (reports.OrderByDescending(report => report.State == PaymentState.Failed).FirstOrDefault(report => report.State != PaymentState.Final) is { } open)
        {
            PaymentPrint.RequireFinal(open);
        }
    }
}
