using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet history</c>: what came and went.</summary>
internal static class WalletHistory
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<string> asset = AmountOptions.CreateAssetOption();
        asset.Description = "Only movements of this money: the coin's symbol or its number.";
        Option<string> from = new("--from") { Description = "Only movements at this time (UTC) or later.", HelpName = "2026-01-31" };
        Option<string> before = new("--before") { Description = "Only movements before this time (UTC).", HelpName = "2026-02-01" };
        Option<bool> offline = new("--offline") { Description = "Ask no node: what the wallet knew when it read the chain last." };
        Option<bool> json = JsonAnswer.CreateOption();
        Option<string> export = new("--export") { Description = "Write a statement for other programs instead, with the balances before and after: csv of one coin, or camt053 (XML of ISO 20022).", HelpName = "csv|camt053" };
        export.AcceptOnlyFromAmong(StatementExport.Csv, StatementExport.Camt053);
        Option<FileInfo> output = new("--output") { Description = "Write the statement here.", HelpName = "file" };
        Command command = new("history", "Show what came and went, in the chain's order.") { asset, from, before, offline, json, export, output };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(export) is null != result.GetResult(output) is null || (result.GetResult(export) is not null && result.GetValue(json)))
            {
                result.AddError("--export and --output go together, and without --json");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            HistoryQuery times = new() { From = TimeOf(from.Name, result.GetValue(from)), Before = TimeOf(before.Name, result.GetValue(before)) };
            return options.OpenAsync(
                result,
                async wallet =>
                {
                    HistoryQuery query = times with { Asset = result.GetValue(asset) is string named ? AmountOptions.CoinOf(named, wallet.Ledger).Asset : null };
                    if (!result.GetValue(offline))
                    {
                        _ = wallet.Sync(cancellation);
                    }

                    if (result.GetValue(export) is string format)
                    {
                        await StatementExport.WriteAsync(wallet, format, result.GetValue(asset), times, result.GetRequiredValue(output), cancellation);
                        return;
                    }

                    IReadOnlyList<Movement> movements = await wallet.Bank.GetHistoryAsync(query, cancellation);
                    if (result.GetValue(json))
                    {
                        JsonAnswer.Print(new JsonObject { ["height"] = wallet.Bank.Height, ["movements"] = new JsonArray([.. movements.Select(movement => ToJson(movement, wallet))]) });
                    }
                    else
                    {
                        Print(movements, wallet);
                    }
                },
                cancellation);
        });
        return command;
    }

    private static DateTimeOffset? TimeOf(string option, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time
        : throw new CommandException(ExitCode.Usage, $"{option}: '{text}' is no time: give a day as 2026-01-31, or a time as 2026-01-31T16:00:00Z");

    private static JsonObject ToJson(Movement movement, OpenWallet wallet) => new()
    {
        ["time"] = JsonAnswer.Time(movement.Time),
        ["block"] = movement.Block,
        ["kind"] = PaymentPrint.Word(movement.Kind),
        ["asset"] = movement.Asset.Number,
        ["symbol"] = wallet.SymbolOf(movement.Asset),
        ["amount"] = movement.Amount.ToString(),
        ["credit"] = movement.IsCredit,
        ["balance"] = movement.Balance.ToString(),
        ["counterparty"] = movement.CounterpartyName,
        ["account"] = movement.Account?.ToString(),
        ["endToEndId"] = OrNull(movement.Remittance.EndToEndId),
        ["purpose"] = OrNull(movement.Remittance.Purpose),
        ["text"] = OrNull(movement.Remittance.Text) ?? movement.Memo,
        ["key"] = movement.Key?.ToString(),
        ["transaction"] = movement.Transaction.ToString(),
        ["bundle"] = movement.Bundle.ToString(),
        ["number"] = movement.Number,
    };

    private static void Print(IReadOnlyList<Movement> movements, OpenWallet wallet)
    {
        TextTable table = new("time", ">block", "kind", "with", ">amount", "", ">balance", "end-to-end", "reference");
        foreach (Movement movement in movements)
        {
            table.Add(
                JsonAnswer.Time(movement.Time),
                movement.Block.ToString(CultureInfo.InvariantCulture),
                PaymentPrint.Word(movement.Kind),
                movement.CounterpartyName ?? movement.Account?.ToString() ?? "",
                (movement.IsCredit ? "+" : "-") + Money.Show(movement.Amount),
                wallet.SymbolOf(movement.Asset),
                Money.Show(movement.Balance),
                movement.Remittance.EndToEndId,
                OrNull(movement.Remittance.Text) ?? movement.Memo ?? "");
        }

        table.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{movements.Count} movements, as of block {wallet.Bank.Height}"));
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
