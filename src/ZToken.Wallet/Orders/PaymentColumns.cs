namespace ZToken.Wallet;

/// <summary>Where the columns of a file of payments stand.</summary>
internal sealed class PaymentColumns
{
    private static readonly PaymentColumn[] needed = [PaymentColumn.Recipient, PaymentColumn.Asset, PaymentColumn.Amount];

    private readonly Dictionary<PaymentColumn, int> places = [];

    /// <summary>Reads the line of names, and tells what is wrong with it: the place of a name from 1, or 0.</summary>
    public PaymentColumns(IReadOnlyList<string> names, Action<int, string> tell)
    {
        if (names is [var single] && single.AsSpan().IndexOfAny(';', '\t') >= 0)
        {
            tell(0, "the columns are separated by semicolons or tabs: save the file with commas");
            return;
        }

        for (int place = 0; place < names.Count; place++)
        {
            string shown = ShownText.Of(names[place]);
            if (ColumnOf(names[place]) is not { } column)
            {
                tell(place + 1, $"there is no column '{shown}': the columns are {string.Join(", ", Enum.GetValues<PaymentColumn>().Select(NameOf))}");
            }
            else if (!places.TryAdd(column, place))
            {
                tell(place + 1, $"the column '{shown}' is there twice");
            }
        }

        foreach (PaymentColumn column in needed.Where(column => !places.ContainsKey(column)))
        {
            tell(0, $"the column '{NameOf(column)}' is missing: the first line of the file names the columns");
        }
    }

    /// <summary>Whether the file has a column.</summary>
    public bool Has(PaymentColumn column) => places.ContainsKey(column);

    /// <summary>The place of a column, from 0.</summary>
    public int PlaceOf(PaymentColumn column) => places[column];

    /// <summary>The name of a column, as people write it.</summary>
    public static string NameOf(PaymentColumn column) => column == PaymentColumn.EndToEndId ? "end-to-end id" : column.ToString().ToLowerInvariant();

    private static PaymentColumn? ColumnOf(string name)
    {
        string bare = Bare(name);
        return Enum.GetValues<PaymentColumn>().Cast<PaymentColumn?>().FirstOrDefault(column => Bare(NameOf(column!.Value)) == bare);
    }

    private static string Bare(string name) => string.Concat(name.Where(character => character is not (' ' or '-' or '_'))).ToLowerInvariant();
}
