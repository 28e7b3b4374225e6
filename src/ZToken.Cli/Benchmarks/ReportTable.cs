using System.Globalization;
using Spectre.Console;

namespace ZToken.Cli;

/// <summary>A report for people at a terminal.</summary>
internal static class ReportTable
{
    private const int WidthOfFiles = 160;

    public static void Write(BenchmarkReport report)
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        foreach ((string name, string value) in report.Header)
        {
            console.WriteLine($"{name,-10} {value}");
        }

        foreach (Reference reference in report.References)
        {
            console.WriteLine($"reference  {reference.Name}: {Milliseconds(reference.Timing.Median)} ms ({Spread(reference.Timing)})");
        }

        console.Write(TableOf(report.Rows));
        foreach (string note in report.Notes)
        {
            console.WriteLine(note);
        }
    }

    private static Table TableOf(IReadOnlyList<BenchmarkRow> rows)
    {
        string[] parts = [.. rows.SelectMany(row => row.Parts).Select(part => part.Name).Distinct(StringComparer.Ordinal)];
        Table table = new Table().Border(TableBorder.Markdown)
            .AddColumn("work").AddColumn(new TableColumn("size").RightAligned())
            .AddColumn(new TableColumn("median ms").RightAligned()).AddColumn(new TableColumn("min to max").RightAligned());
        foreach (string part in parts)
        {
            table.AddColumn(new TableColumn(Markup.Escape(part)).RightAligned());
        }

        bool compared = rows.Any(row => row.Ratio is not null);
        if (compared)
        {
            table.AddColumn(new TableColumn("ratio").RightAligned()).AddColumn(new TableColumn("of minima").RightAligned());
        }

        foreach (BenchmarkRow row in rows)
        {
            List<string> cells = [row.Name, row.Size, Milliseconds(row.Timing.Median), Spread(row.Timing)];
            cells.AddRange(parts.Select(name => row.Parts.Where(part => part.Name == name).Select(part => Milliseconds(part.Milliseconds)).FirstOrDefault("")));
            if (compared)
            {
                cells.Add(row.Ratio?.ToString("0.000", CultureInfo.InvariantCulture) ?? "");
                cells.Add(row.RatioOfMinima?.ToString("0.000", CultureInfo.InvariantCulture) ?? "");
            }

            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>Three or four digits, never an exponent.</summary>
    public static string Milliseconds(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.000", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00000", CultureInfo.InvariantCulture),
    };

    private static string Spread(Timing timing) => $"{Milliseconds(timing.Minimum)} to {Milliseconds(timing.Maximum)}";
}
