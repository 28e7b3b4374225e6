using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet sync</c>: reads on to the chain's latest block.</summary>
internal static class WalletSync
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("sync", "Read on to the chain's latest block. Where it is stopped it goes on the next time.") { json };
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.OpenAsync(
            result,
            wallet =>
            {
                SyncReport report = wallet.Sync(cancellation);
                if (result.GetValue(json))
                {
                    JsonAnswer.Print(new JsonObject
                    {
                        ["from"] = report.From,
                        ["to"] = report.To,
                        ["bundles"] = report.Bundles,
                        ["received"] = report.Received,
                        ["spent"] = report.Spent,
                    });
                }
                else
                {
                    string read = report.To < report.From ? "nothing new" : string.Create(CultureInfo.InvariantCulture, $"blocks {report.From} to {report.To}");
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read}: {report.Bundles} bundles on the ledger, {report.Received} notes received, {report.Spent} spent; the wallet is at block {wallet.Bank.Height}"));
                }

                return Task.CompletedTask;
            },
            cancellation));
        return command;
    }
}
