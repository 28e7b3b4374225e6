using CsvHelper;

namespace ZToken.Wallet;

/// <summary>One payment of a file, while it is read.</summary>
/// <param name="csv">The reader, which stands on it.</param>
/// <param name="columns">Where the columns are.</param>
/// <param name="tell">Is told what is wrong: line, column, message.</param>
internal sealed class PaymentLine(CsvReader csv, PaymentColumns columns, Action<long, int, string> tell)
{
    /// <summary>The line on which it begins.</summary>
    public long Number => csv.LineNumber;

    /// <summary>What a column says; nothing where the file does not have it.</summary>
    public string this[PaymentColumn column] => columns.Has(column) ? csv.GetString(columns.PlaceOf(column)) : "";

    /// <summary>Tells what is wrong with a field.</summary>
    public void Tell(PaymentColumn column, string message) => tell(Number, columns.PlaceOf(column) + 1, $"{PaymentColumns.NameOf(column)}: {message}");
}
