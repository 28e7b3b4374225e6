using System.Text.Json.Nodes;
using ZToken.Audit;

namespace ZToken.Cli;

/// <summary>What supervisors' commands answer to programs: docs/cli.md has the shapes.</summary>
internal static class SupervisionJson
{
    /// <summary>Answers that were not used.</summary>
    public static JsonArray Of(IEnumerable<RefusedAnswer> refused) =>
        new([.. refused.Select(answer => new JsonObject { ["keeper"] = answer.Keeper, ["reason"] = answer.Refusal.ToString() })]);

    /// <summary>A line of a report.</summary>
    public static JsonNode Of(ReportedMovement movement) => new JsonObject
    {
        ["time"] = JsonAnswer.Time(movement.Time),
        ["block"] = movement.Recorded.Block,
        ["kind"] = PaymentPrint.Word(movement.Kind),
        ["payer"] = movement.Payer?.Number,
        ["payerName"] = movement.PayerName,
        ["payee"] = movement.Payee?.Number,
        ["payeeName"] = movement.PayeeName,
        ["account"] = movement.Account?.ToString(),
        ["asset"] = movement.Asset.Number,
        ["symbol"] = movement.Symbol,
        ["amount"] = movement.Amount.ToString(),
        ["endToEndId"] = OrNull(movement.Remittance.EndToEndId),
        ["purpose"] = OrNull(movement.Remittance.Purpose),
        ["text"] = OrNull(movement.Remittance.Text) ?? movement.Memo,
        ["transaction"] = movement.Recorded.Transaction.ToString(),
        ["bundle"] = movement.Recorded.Bundle.Id.ToString(),
        ["number"] = movement.Number,
    };

    /// <summary>Whether the money of an asset agrees.</summary>
    public static JsonNode Of(AssetSupply asset) => new JsonObject
    {
        ["asset"] = asset.Asset.Number,
        ["symbol"] = asset.Symbol,
        ["unspent"] = asset.Unspent.ToString(),
        ["paidForRetired"] = asset.PaidForRetired.ToString(),
        ["pool"] = asset.Pool.ToString(),
        ["escrow"] = asset.Escrow.ToString(),
        ["coins"] = asset.Coins.ToString(),
        ["matches"] = asset.Matches,
    };

    /// <summary>Something that does not match.</summary>
    public static JsonNode Of(SupplyFinding finding) => new JsonObject
    {
        ["kind"] = finding.Kind.ToString(),
        ["bundle"] = finding.Bundle?.ToString(),
        ["asset"] = finding.Asset?.Number,
        ["detail"] = finding.Detail,
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
