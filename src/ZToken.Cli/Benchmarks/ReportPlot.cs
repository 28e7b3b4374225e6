using System.Globalization;
using System.Security;
using System.Text;

namespace ZToken.Cli;

/// <summary>A report as a picture: a bar for each median, a whisker from the fastest to the slowest repeat.</summary>
internal static class ReportPlot
{
    private const int Width = 900, LabelWidth = 300, BarWidth = 430, RowHeight = 26, LineHeight = 16, Margin = 16;

    public static string Write(BenchmarkReport report)
    {
        double longest = report.Rows.Max(row => row.Timing.Maximum);
        int top = Margin + (LineHeight * (report.Header.Count + 2));
        int height = top + (RowHeight * report.Rows.Count) + (LineHeight * (report.References.Count + 1)) + Margin;
        StringBuilder svg = new();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""  <rect width="100%" height="100%" fill="#ffffff"/>""");
        AppendText(svg, Margin, Margin + 12, report.Title, "font-size=\"15\" font-weight=\"bold\"");
        int line = Margin + 14;
        foreach ((string name, string value) in report.Header)
        {
            AppendText(svg, Margin, line += LineHeight, $"{name}: {value}", "fill=\"#555555\"");
        }

        for (int i = 0; i < report.Rows.Count; i++)
        {
            AppendRow(svg, report.Rows[i], top + (RowHeight * i), BarWidth / longest);
        }

        line = top + (RowHeight * report.Rows.Count);
        foreach (Reference reference in report.References)
        {
            AppendText(svg, Margin, line += LineHeight, $"ratio to {reference.Name}: {ReportTable.Milliseconds(reference.Timing.Median)} ms", "fill=\"#555555\"");
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static void AppendRow(StringBuilder svg, BenchmarkRow row, int y, double scale)
    {
        int middle = y + (RowHeight / 2);
        double Right(double milliseconds) => LabelWidth + (milliseconds * scale);
        AppendText(svg, LabelWidth - 8, middle + 4, $"{row.Name}, {row.Size}", "text-anchor=\"end\"");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""  <rect x="{LabelWidth}" y="{y + 5}" width="{row.Timing.Median * scale:0.0}" height="{RowHeight - 10}" fill="#3b6ea5"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""  <line x1="{Right(row.Timing.Minimum):0.0}" y1="{middle}" x2="{Right(row.Timing.Maximum):0.0}" y2="{middle}" stroke="#10233a" stroke-width="2"/>""");
        string ratio = row.Ratio is double value ? string.Create(CultureInfo.InvariantCulture, $" (ratio {value:0.00})") : "";
        AppendText(svg, (int)Right(row.Timing.Maximum) + 6, middle + 4, ReportTable.Milliseconds(row.Timing.Median) + " ms" + ratio, "");
    }

    private static void AppendText(StringBuilder svg, int x, int y, string text, string attributes) =>
        svg.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="{x}" y="{y}" {attributes}>{SecurityElement.Escape(text)}</text>""");
}
