using System.Text.Json.Nodes;
using ZToken.Audit;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A demonstration's report for a program: docs/demo.md has its fields.</summary>
internal static class DemoReportJson
{
    /// <summary>The report.</summary>
    public static JsonObject Of(DemoReport report) => new()
    {
        ["seconds"] = Seconds(report.Time),
        ["keySeconds"] = Seconds(report.KeyTime),
        ["blocks"] = report.Blocks,
        ["proofs"] = report.Views.Count,
        ["steps"] = List(report.Steps, step => new JsonObject { ["what"] = step.What, ["seconds"] = Seconds(step.Time), ["block"] = step.Block }),
        ["story"] = List(report.Story, stage => new JsonObject { ["stage"] = stage.Row.Name, ["file"] = stage.Row.File, ["what"] = stage.Row.What, ["milliseconds"] = Math.Round(stage.Time.TotalMilliseconds, 3) }),
        ["warrant"] = new JsonObject { ["bank"] = report.WarrantBank, ["epoch"] = report.WarrantEpoch.Number },
        ["views"] = List(report.Views, view => new JsonObject
        {
            ["public"] = PublicOf(report, view.Public),
            ["banks"] = new JsonObject(view.Banks.Select(bank => KeyValuePair.Create<string, JsonNode?>(bank.Bank, List(bank.Movements, movement => MovementOf(report, movement))))),
            ["regulator"] = List(view.Opened, payment => OpenedOf(report, payment)),
        }),
        ["refused"] = List(report.Refusals, refusal => new JsonObject { ["what"] = refusal.What, ["by"] = refusal.By, ["refusal"] = refusal.Refusal }),
        ["pools"] = List(report.Pools, pool => new JsonObject { ["asset"] = pool.Symbol, ["pool"] = pool.Pool.ToString(), ["escrow"] = pool.Escrow.ToString() }),
    };

    private static JsonObject PublicOf(DemoReport report, PublicBundle bundle) => new()
    {
        ["block"] = bundle.Block,
        ["transaction"] = bundle.Transaction.ToString(),
        ["sender"] = bundle.Sender.ToString(),
        ["senderNonce"] = bundle.SenderNonce,
        ["function"] = bundle.Bundle.Function.ToString(),
        ["shape"] = bundle.Shape.ToString(),
        ["nullifiers"] = List(bundle.Nullifiers, nullifier => JsonValue.Create(nullifier.Value.ToString())),
        ["commitments"] = List(bundle.Commitments, commitment => JsonValue.Create(commitment.Value.ToString())),
        ["account"] = bundle.Account?.ToString(),
        ["amount"] = bundle.Amount?.ToString(),
        ["asset"] = bundle.Asset is { } asset ? report.Symbols[asset] : null,
    };

    private static JsonObject MovementOf(DemoReport report, Movement movement) => new()
    {
        ["kind"] = movement.Kind.ToString(),
        ["amount"] = movement.Amount.ToString(),
        ["asset"] = report.Symbols[movement.Asset],
        ["counterparty"] = movement.CounterpartyName,
        ["text"] = movement.Remittance.Text,
        ["balance"] = movement.Balance.ToString(),
    };

    private static JsonObject OpenedOf(DemoReport report, AuditedPayment payment) => new()
    {
        ["payer"] = report.Members[payment.Payer],
        ["payee"] = report.Members[payment.Payee],
        ["amount"] = payment.Amount.ToString(),
        ["asset"] = report.Symbols[payment.Asset],
        ["text"] = payment.Memo is { } memo && Remittance.TryRead(memo, out Remittance? remittance) ? remittance.Text : null,
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> of) => [.. items.Select(of)];

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
