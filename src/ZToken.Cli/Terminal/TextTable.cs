using Spectre.Console;

namespace ZToken.Cli;

/// <summary>A table on standard output: as wide as the terminal, or as wide as it needs to be where the output goes to a program.</summary>
internal sealed class TextTable
{
    // Wider than any row of ours, so that a program that reads lines gets each row as one.
    private const int NoTerminal = 1_000;

    private readonly Table table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };

    /// <param name="columns">The headings; those that begin with '&gt;' are of columns of numbers, which stand to the right.</param>
    public TextTable(params ReadOnlySpan<string> columns)
    {
        foreach (string column in columns)
        {
            bool isNumber = column.StartsWith('>');
            TableColumn added = new(Markup.Escape(isNumber ? column[1..] : column)) { Alignment = isNumber ? Justify.Right : Justify.Left };
            _ = table.AddColumn(added);
        }
    }

    /// <summary>Adds a row: a text for each column.</summary>
    public void Add(params IEnumerable<string> cells) => table.AddRow([.. cells.Select(cell => new Text(Foreign.Printable(cell)))]);

    /// <summary>Prints it.</summary>
    public void Print()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = NoTerminal;
        }

        console.Write(table);
    }
}
