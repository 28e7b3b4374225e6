using System.Globalization;
using CsvHelper;

namespace ZToken.Wallet;

/// <summary>A statement as CSV: RFC 4180 in UTF-8 with CRLF, a line of names and a line for each movement.</summary>
/// <remarks>
/// Payers write what they like into references, and spreadsheets run what begins with <c>= + - @</c> as formulas: such a text stands in quotes with an
/// apostrophe before it, which spreadsheets take as "this is text". Amounts have no sign; the column <c>direction</c> says <c>credit</c> or <c>debit</c>.
/// </remarks>
public static class StatementCsv
{
    private static readonly string[] names =
    [
        "time", "block", "kind", "direction", "counterparty", "account", "amount", "asset", "balance", "end-to-end id", "purpose", "text", "key", "transaction", "bundle", "number",
    ];

    /// <summary>Writes a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="destination">Where to; it stays open.</param>
    public static void Write(Statement statement, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(destination);
        using CsvWriter csv = CsvWriter.Create(destination, new CsvWriterOptions { Injection = CsvInjection.Escape, InjectionEscape = '\'' }, leaveOpen: true);
        csv.WriteRecord(names);
        foreach (Movement movement in statement.Movements)
        {
            csv.WriteRecord(FieldsOf(movement, statement.Coin.Symbol));
        }

        csv.Flush();
    }

    private static string[] FieldsOf(Movement movement, string symbol) =>
    [
        StatementTime.Of(movement.Time),
        movement.Block.ToString(CultureInfo.InvariantCulture),
        movement.Kind.ToString().ToLowerInvariant(),
        movement.IsCredit ? "credit" : "debit",
        movement.CounterpartyName ?? "",
        movement.Account?.ToString() ?? "",
        movement.Amount.ToString(),
        symbol,
        movement.Balance.ToString(),
        movement.Remittance.EndToEndId,
        movement.Remittance.Purpose,
        movement.Remittance.Text.Length == 0 ? movement.Memo ?? "" : movement.Remittance.Text,
        movement.Key?.ToString() ?? "",
        movement.Transaction.ToString(),
        movement.Bundle.ToString(),
        movement.Number.ToString(CultureInfo.InvariantCulture),
    ];
}
