using System.Globalization;
using System.Text;

namespace ZToken.Audit;

/// <summary>A report as comma-separated values after RFC 4180, in UTF-8, its first line the names of the columns.</summary>
/// <remarks>Members have their index and their name; amounts a point and two decimals; times are UTC. A text that a spreadsheet would take for a formula begins with an apostrophe: payers write these texts.</remarks>
public static class ReportCsv
{
    private const string Columns = "time,block,kind,payer,payer_name,payee,payee_name,account,asset,symbol,amount,end_to_end_id,purpose,text,transaction,bundle,number";
    private const string NewLine = "\r\n";

    /// <summary>The whole file.</summary>
    public static string Of(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder text = new(Columns + NewLine);
        foreach (ReportedMovement movement in report.Movements)
        {
            _ = text.AppendJoin(',', CellsOf(movement).Select(Quoted)).Append(NewLine);
        }

        return text.ToString();
    }

    private static string?[] CellsOf(ReportedMovement movement) =>
    [
        movement.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        movement.Recorded.Block.ToString(CultureInfo.InvariantCulture),
        movement.Kind.ToString().ToLowerInvariant(),
        movement.Payer?.ToString(),
        Harmless(movement.PayerName),
        movement.Payee?.ToString(),
        Harmless(movement.PayeeName),
        movement.Account?.ToString(),
        movement.Asset.ToString(),
        Harmless(movement.Symbol),
        movement.Amount.ToString(),
        Harmless(movement.Remittance.EndToEndId),
        movement.Remittance.Purpose,
        Harmless(movement.Memo ?? movement.Remittance.Text),
        movement.Recorded.Transaction.ToString(),
        movement.Recorded.Bundle.Id.ToString(),
        movement.Number.ToString(CultureInfo.InvariantCulture),
    ];

    private static string? Harmless(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    private static string Quoted(string? cell) => cell is null ? ""
        : cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
