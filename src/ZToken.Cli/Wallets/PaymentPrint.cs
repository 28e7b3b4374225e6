using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>Orders as commands show them.</summary>
/// <param name="ledger">Whose coins they are of.</param>
internal sealed class PaymentPrint(DeployedLedger ledger)
{
    /// <summary>An order for a program: docs/cli.md has the shape.</summary>
    public JsonObject ToJson(PaymentReport report) => new()
    {
        ["key"] = report.Key.ToString(),
        ["kind"] = Word(report.Kind),
        ["state"] = Word(report.State),
        ["asset"] = report.Asset.Number,
        ["symbol"] = SymbolOf(report.Asset),
        ["amount"] = report.Amount.ToString(),
        ["recipient"] = report.Recipient,
        ["payee"] = report.Payee?.Number,
        ["endToEndId"] = OrNull(report.Remittance.EndToEndId),
        ["purpose"] = OrNull(report.Remittance.Purpose),
        ["text"] = OrNull(report.Remittance.Text),
        ["bundle"] = report.Bundle?.ToString(),
        ["number"] = report.Bundle is null ? null : report.Number,
        ["transaction"] = report.Transaction?.ToString(),
        ["block"] = report.Block,
        ["createdAt"] = JsonAnswer.Time(report.CreatedAt),
        ["finalAt"] = report.FinalAt is { } final ? JsonAnswer.Time(final) : null,
        ["refusal"] = report.Refusal?.ToString(),
        ["failure"] = report.Failure,
    };

    /// <summary>One order for a person.</summary>
    public void Print(PaymentReport report) => Facts.Print(
        (Word(report.Kind), Money.Show(report.Amount, SymbolOf(report.Asset)) + (report.Recipient is null ? "" : " to " + report.Recipient)),
        ("state", StateOf(report)),
        ("key", report.Key.ToString()),
        ("bundle", report.Bundle is { } bundle ? string.Create(CultureInfo.InvariantCulture, $"{bundle} payment {report.Number}") : null),
        ("transaction", report.Transaction?.ToString()));

    /// <summary>Several orders for a person.</summary>
    public void Print(IEnumerable<PaymentReport> reports)
    {
        TextTable table = new("ordered", "key", "kind", "recipient", ">amount", "", "state");
        foreach (PaymentReport report in reports)
        {
            table.Add(JsonAnswer.Time(report.CreatedAt), report.Key.ToString(), Word(report.Kind), report.Recipient ?? "", Money.Show(report.Amount), SymbolOf(report.Asset), StateOf(report));
        }

        table.Print();
    }

    /// <summary>Ends the command as the order ended.</summary>
    /// <exception cref="CommandException">The order is not final.</exception>
    public static void RequireFinal(PaymentReport report)
    {
        if (report.State == PaymentState.Failed)
        {
            throw new CommandException(WalletExit.CodeOf(report.Refusal), $"order {report.Key} was not made and will not be: {report.Failure ?? report.Refusal?.ToString()}");
        }

        if (report.State != PaymentState.Final)
        {
            string why = report.Failure is null ? "" : $" ({report.Failure})";
            throw new CommandException(ExitCode.UnderWay, $"order {report.Key} is {Word(report.State)} and not final yet{why}: 'ztoken wallet recover' finishes it, and the same order with the same --key is not made twice");
        }
    }

    /// <summary>Such as <c>final</c> of <see cref="PaymentState.Final"/>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string StateOf(PaymentReport report) => Word(report.State)
        + (report.Block is { } block ? string.Create(CultureInfo.InvariantCulture, $" in block {block}") : "")
        + (report.Failure is { } failure ? ": " + failure : "");

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private string SymbolOf(AssetId asset) => ledger.Coins.FirstOrDefault(coin => coin.Asset == asset)?.Symbol ?? asset.ToString();
}
