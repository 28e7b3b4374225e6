using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZToken.Cli;

/// <summary>A report for programs. Times are milliseconds.</summary>
internal static class ReportJson
{
    public static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(BenchmarkReport report) => JsonSerializer.Serialize(
        new
        {
            command = report.Title,
            machine = report.Header.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal),
            references = report.References.Select(reference => new { name = reference.Name, times = Describe(reference.Timing) }),
            rows = report.Rows.Select(row => new
            {
                name = row.Name,
                size = row.Size,
                times = Describe(row.Timing),
                parts = row.Parts.ToDictionary(part => part.Name, part => Round(part.Milliseconds), StringComparer.Ordinal),
                reference = row.Reference?.Name,
                referenceTimes = row.Reference is null ? null : Describe(row.ReferenceTiming),
                ratio = Round(row.Ratio),
                ratioOfMinima = Round(row.RatioOfMinima),
            }),
            notes = report.Notes,
        },
        Options);

    private static object Describe(Timing timing) => new
    {
        median = Round(timing.Median),
        minimum = Round(timing.Minimum),
        maximum = Round(timing.Maximum),
        all = timing.Milliseconds.Select(Round),
    };

    private static double? Round(double? value) => value is double number ? Round(number) : null;

    /// <summary>Four digits: more would be noise.</summary>
    private static double Round(double value) => value == 0 ? 0 : double.Parse(value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
