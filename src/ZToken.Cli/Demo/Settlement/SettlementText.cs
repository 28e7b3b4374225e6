using System.Globalization;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A settlement for a person.</summary>
internal static class SettlementText
{
    private const double Late = 0.95;

    /// <summary>Prints it.</summary>
    public static void Print(SettlementReport report)
    {
        TextTable table = new("bank", ">paid", ">in payments", ">got", ">in payments", ">net");
        foreach (SettledBank bank in report.Banks)
        {
            table.Add(
                bank.Name,
                Money.Show(bank.Paid, bank.Symbol),
                Number(bank.Sent),
                Money.Show(bank.Got, bank.Symbol),
                Number(bank.Received),
                (bank.IsCreditor ? "+" : "-") + Money.Show(bank.Net, bank.Symbol));
        }

        table.Print();
        foreach (IGrouping<string, SettledBank> coin in report.Banks.GroupBy(bank => bank.Symbol, StringComparer.Ordinal))
        {
            Amount volume = coin.Aggregate(Amount.Zero, (sum, bank) => sum + bank.Paid), net = coin.Where(bank => bank.IsCreditor).Aggregate(Amount.Zero, (sum, bank) => sum + bank.Net);
            Console.WriteLine($"volume   {Money.Show(volume, coin.Key)}, of which {Money.Show(net, coin.Key)} change hands in the end");
        }

        foreach ((string symbol, Amount pool, Amount escrow) in report.Pools.Where(pool => !pool.Pool.IsZero))
        {
            Console.WriteLine($"holds    pool {Money.Show(pool, symbol)} = escrow {Money.Show(escrow, symbol)}; every wallet has what it should");
        }

        Line($"speed    {report.Payments} payments in {report.PayTime.TotalSeconds:0.0} s, {report.PerSecond:0.0} a second; {report.Proofs} proofs in {report.Blocks} blocks");
        Line($"waited   half of them at most {report.Waits[report.Waits.Count / 2].TotalSeconds:0.00} s from order to final, one in twenty more than {report.Waits[(int)(Late * (report.Waits.Count - 1))].TotalSeconds:0.00} s, none more than {report.Waits[^1].TotalSeconds:0.00} s");
        Line($"took     {report.Time.TotalSeconds:0.0} s, of which {report.KeyTime.TotalSeconds:0.0} s for the keys");
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
