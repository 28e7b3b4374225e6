using System.Globalization;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A demonstration's report for a person.</summary>
/// <param name="report">The report.</param>
internal sealed class DemoReportText(DemoReport report)
{
    private const string Nothing = "-";

    // More payments than these stand as one line.
    private const int MostLines = 2;

    // Enough of an address to tell two apart.
    private const int ShownOfAddress = 8;

    /// <summary>The line of a step, told as it happens.</summary>
    public static string LineOf(DemoStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step.Time.TotalSeconds,7:0.00} s  {step.What}{(step.Block is { } block ? $" (block {block})" : "")}");

    /// <summary>Prints what the steps do not say.</summary>
    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("One payment's way, the first of the above:");
        PrintStory();
        Console.WriteLine("Who sees what, bundle by bundle:");
        PrintViews();
        foreach (DemoRefusal refusal in report.Refusals)
        {
            Console.WriteLine($"refused  {refusal.What}: {refusal.Refusal}, by {refusal.By}");
        }

        foreach ((string symbol, Amount pool, Amount escrow) in report.Pools.Where(pool => !pool.Pool.IsZero))
        {
            Console.WriteLine($"holds    pool {Money.Show(pool, symbol)} = escrow {Money.Show(escrow, symbol)}: every note is backed by a coin");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"took     {report.Time.TotalSeconds:0.0} s, of which {report.KeyTime.TotalSeconds:0.0} s for the keys; {report.Blocks} blocks, {report.Views.Count} proofs taken by the contract"));
    }

    private void PrintStory()
    {
        TextTable table = new("stage", ">ms", "what happens", "where");
        foreach ((StoryRow row, TimeSpan time) in report.Story)
        {
            table.Add(row.Name, time.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture), row.What, row.File);
        }

        table.Print();
    }

    private void PrintViews()
    {
        TextTable table = new([">block", "everybody", .. report.Views[0].Banks.Select(bank => bank.Bank), $"the regulator, for {report.WarrantBank} and epoch {report.WarrantEpoch}"]);
        foreach (ViewedBundle view in report.Views)
        {
            table.Add([
                view.Public.Block.ToString(CultureInfo.InvariantCulture),
                Describe(view.Public),
                .. view.Banks.Select(bank => Join(bank.Movements, movement => movement.Amount, Describe)),
                Join(view.Opened, payment => payment.Amount, Describe),
            ]);
        }

        table.Print();
    }

    /// <summary>What everybody sees of a bundle.</summary>
    public string Describe(PublicBundle bundle)
    {
        string body = $"{bundle.Shape}: {bundle.Nullifiers.Count()} nullifiers, {bundle.Commitments.Count()} commitments";
        return bundle is { Amount: { } amount, Account: { } account }
            ? $"{(bundle.Bundle.Function == BundleFunction.Shield ? "shield" : "unshield")} {Money.Show(amount, SymbolOf(bundle.Asset!.Value))}, account {Short(account)}; {body}"
            : $"transfer {body}; sent by {Short(bundle.Sender)}, {(bundle.SenderNonce == 0 ? "which never sent before" : "which sent before")}";
    }

    private string Describe(Movement movement)
    {
        string amount = $"{(movement.IsCredit ? '+' : '-')}{Money.Show(movement.Amount, SymbolOf(movement.Asset))}";
        return movement.Kind switch
        {
            MovementKind.Received => $"{amount} from {movement.CounterpartyName}{Text(movement.Remittance)}",
            MovementKind.Sent => $"{amount} to {movement.CounterpartyName}{Text(movement.Remittance)}",
            MovementKind.Shielded => $"{amount} from coins",
            _ => $"{amount} to coins",
        };
    }

    private string Describe(AuditedPayment payment) =>
        $"{report.Members[payment.Payer]} to {report.Members[payment.Payee]} {Money.Show(payment.Amount, SymbolOf(payment.Asset))}{(payment.Memo is { } memo && Remittance.TryRead(memo, out Remittance? remittance) ? Text(remittance) : "")}";

    private static string Text(Remittance remittance) => remittance.Text.Length == 0 ? "" : $" ({remittance.Text})";

    private static string Join<T>(IReadOnlyList<T> items, Func<T, Amount> amount, Func<T, string> describe) =>
        items.Count == 0 ? Nothing
        : items.Count <= MostLines ? string.Join('\n', items.Select(describe))
        : $"{items.Count} payments, {Money.Show(items.Aggregate(Amount.Zero, (sum, item) => sum + amount(item)))} in all";

    private string SymbolOf(AssetId asset) => report.Symbols[asset];

    private static string Short(Address address) => address.ToString()[..ShownOfAddress] + "..";
}
