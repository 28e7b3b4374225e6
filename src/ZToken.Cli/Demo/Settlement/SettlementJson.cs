using System.Text.Json.Nodes;

namespace ZToken.Cli;

/// <summary>A settlement for a program: docs/demo.md has its fields.</summary>
internal static class SettlementJson
{
    /// <summary>The report.</summary>
    public static JsonObject Of(SettlementReport report) => new()
    {
        ["seconds"] = Seconds(report.Time),
        ["keySeconds"] = Seconds(report.KeyTime),
        ["paySeconds"] = Seconds(report.PayTime),
        ["payments"] = report.Payments,
        ["paymentsPerSecond"] = Math.Round(report.PerSecond, 2),
        ["medianWaitSeconds"] = Seconds(report.Waits[report.Waits.Count / 2]),
        ["longestWaitSeconds"] = Seconds(report.Waits[^1]),
        ["blocks"] = report.Blocks,
        ["proofs"] = report.Proofs,
        ["banks"] = new JsonArray([.. report.Banks.Select(bank => new JsonObject
        {
            ["bank"] = bank.Name,
            ["asset"] = bank.Symbol,
            ["sent"] = bank.Sent,
            ["paid"] = bank.Paid.ToString(),
            ["received"] = bank.Received,
            ["got"] = bank.Got.ToString(),
            ["net"] = (bank.IsCreditor ? "" : "-") + bank.Net,
        })]),
        ["pools"] = new JsonArray([.. report.Pools.Select(pool => new JsonObject { ["asset"] = pool.Symbol, ["pool"] = pool.Pool.ToString(), ["escrow"] = pool.Escrow.ToString() })]),
    };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
