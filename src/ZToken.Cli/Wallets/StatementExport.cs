using ZToken.Contracts;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A history as a file for other programs: a statement of one coin as CSV, or of one or all as camt.053.</summary>
internal static class StatementExport
{
    /// <summary>CSV, which a spreadsheet reads.</summary>
    public const string Csv = "csv";

    /// <summary>ISO 20022's bank-to-customer statement.</summary>
    public const string Camt053 = "camt053";

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="wallet">The wallet, synchronised.</param>
    /// <param name="format">The form.</param>
    /// <param name="asset">The coin that was named; null for all, or for the only one.</param>
    /// <param name="times">The time that it is about.</param>
    /// <param name="output">The file.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="CommandException">The wallet has no member, the coin is not known, or the file cannot be written.</exception>
    public static async Task WriteAsync(OpenWallet wallet, string format, string? asset, HistoryQuery times, FileInfo output, CancellationToken cancellation)
    {
        RegisteredMember holder = wallet.Bank.Self ?? throw new CommandException(ExitCode.NotEntitled, "the wallet is no member's yet: there is nothing to state");
        IReadOnlyList<DeployedCoin> coins = asset is null && format == Camt053 ? wallet.Ledger.Coins : [AmountOptions.CoinOf(asset, wallet.Ledger)];
        IReadOnlyList<Movement> history = await wallet.Bank.GetHistoryAsync(null, cancellation);
        try
        {
            Statement[] statements = [.. coins.Select(coin => Statement.Create(history, coin, holder, TimeProvider.System.GetUtcNow(), times.From, times.Before))];
            OutputFile.Write(output, stream => Write(format, statements, stream));
            Console.WriteLine($"{output}: {statements.Sum(statement => statement.Movements.Count)} movements of {string.Join(", ", coins.Select(coin => coin.Symbol))}, as of block {wallet.Bank.Height}");
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(ExitCode.Usage, "--from and --before: the time ends before it begins", refused);
        }
    }

    private static void Write(string format, Statement[] statements, Stream stream)
    {
        if (format == Csv)
        {
            StatementCsv.Write(statements[0], stream);
        }
        else
        {
            StatementXml.Write(statements, stream);
        }
    }
}
