using System.Diagnostics;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>Settles a file of payments in the town: admits every bank that it names, gives each what it pays out, and lets all pay at the same time.</summary>
/// <param name="town">The town.</param>
/// <param name="payments">The payments.</param>
/// <param name="tell">Is told each step as it happens.</param>
internal sealed class SettlementRun(DemoTown town, IReadOnlyList<BankPayment> payments, Action<DemoStep> tell)
{
    private const int ToldTogether = 40;

    private readonly Dictionary<string, MemberBank> banks = new(StringComparer.Ordinal);

    /// <summary>Runs it.</summary>
    /// <param name="keyTime">How long the keys took.</param>
    /// <param name="begun">The timestamp at which the demonstration began.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CommandException">A payment was not made, or the books do not agree.</exception>
    public async Task<SettlementReport> RunAsync(TimeSpan keyTime, long begun, CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        ulong before = town.Chain.Chain.Head.Number;
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<PaymentReport>[] made = await Task.WhenAll(payments.GroupBy(payment => payment.Payer, StringComparer.Ordinal).Select(payer => PayAsync(banks[payer.Key], [.. payer.Select(payment => payment.Order)], cancellation)));
        TimeSpan payTime = Stopwatch.GetElapsedTime(start);
        PaymentReport[] all = [.. made.SelectMany(reports => reports)];
        if (all.FirstOrDefault(report => report.State != PaymentState.Final) is { } failed)
        {
            throw new CommandException(ExitCode.Refused, $"payment {failed.Key} is {failed.State}, not final: {failed.Failure}");
        }

        IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)> pools = await town.Authorities.ComparePoolsAsync(cancellation);
        SettledBank[] settled = [.. banks.Keys.SelectMany(Settle)];
        await CheckAsync(settled, cancellation);
        PublicBundle[] since = [.. (await PublicBundle.ReadAsync(town, cancellation)).Where(bundle => bundle.Block > before)];
        return new SettlementReport
        {
            KeyTime = keyTime,
            PayTime = payTime,
            Waits = [.. all.Select(report => report.FinalAt!.Value - report.CreatedAt).Order()],
            Banks = settled,
            Blocks = since.Select(bundle => bundle.Block).Distinct().Count(),
            Proofs = since.Length,
            Pools = pools.All(pool => pool.Pool == pool.Escrow) ? pools : throw new CommandException(ExitCode.Refused, "a pool is not what the z-contract holds: this must never be; keep the chain and report it"),
            Time = Stopwatch.GetElapsedTime(begun),
        };
    }

    // Every bank gets what it will pay out, so that the order of the payments does not matter.
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (string name in payments.SelectMany(payment => new[] { payment.Payer, payment.Order.Recipient }).Distinct(StringComparer.Ordinal))
        {
            banks.Add(name, await town.AdmitAsync(name, cancellation));
        }

        tell(new DemoStep($"{banks.Count} banks admitted", Stopwatch.GetElapsedTime(start)));
        start = Stopwatch.GetTimestamp();
        foreach ((string name, MemberBank bank) in banks)
        {
            foreach (IGrouping<AssetId, BankPayment> asset in payments.Where(payment => payment.Payer == name).GroupBy(payment => payment.Order.Asset))
            {
                Amount needed = Sum(asset.Select(payment => payment.Order.Amount));
                _ = await town.Authorities.MintAsync(bank.Member, asset.Key, needed, cancellation);
                PaymentReport shielded = await bank.Wallet.ShieldAsync(new ShieldOrder(PaymentKey.Parse($"shield-{asset.Key}"), asset.Key, needed), cancellation);
                if (shielded.State != PaymentState.Final)
                {
                    throw new CommandException(ExitCode.Refused, $"{name} could not shield: {shielded.Failure}");
                }
            }
        }

        tell(new DemoStep("each got coins for what it pays out, and turned them into notes", Stopwatch.GetElapsedTime(start), town.Chain.Chain.Head.Number));
    }

    private async Task<IReadOnlyList<PaymentReport>> PayAsync(MemberBank bank, IReadOnlyList<PaymentOrder> orders, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        int made = 0;
        DirectProgressOf<PaymentReport> progress = new(report =>
        {
            int count = Interlocked.Increment(ref made);
            if (count % ToldTogether == 0 || count == orders.Count)
            {
                tell(new DemoStep($"{bank.Name} has made {count} of its {orders.Count} payments", Stopwatch.GetElapsedTime(start), report.Block));
            }
        });
        return await bank.Wallet.PayManyAsync(orders, progress, cancellation);
    }

    private IEnumerable<SettledBank> Settle(string name) =>
        from coin in town.Ledger.Coins
        let sent = payments.Where(payment => payment.Payer == name && payment.Order.Asset == coin.Asset).ToArray()
        let received = payments.Where(payment => payment.Order.Recipient == name && payment.Order.Asset == coin.Asset).ToArray()
        where sent.Length + received.Length > 0
        select new SettledBank(name, coin.Symbol, sent.Length, Sum(sent.Select(payment => payment.Order.Amount)), received.Length, Sum(received.Select(payment => payment.Order.Amount)));

    // Each began with what it paid out, so each must have what it was paid: as its own wallet reads it from the chain.
    private async Task CheckAsync(IReadOnlyList<SettledBank> settled, CancellationToken cancellation)
    {
        foreach ((string name, MemberBank bank) in banks)
        {
            _ = await bank.Wallet.SyncAsync(cancellation: cancellation);
            foreach (AssetBalance balance in await bank.Wallet.GetBalancesAsync(cancellation))
            {
                Amount expected = settled.FirstOrDefault(line => line.Name == name && line.Symbol == balance.Symbol)?.Got ?? Amount.Zero;
                if (balance.Spendable != expected)
                {
                    throw new CommandException(ExitCode.Refused, $"{name} should have {Money.Show(expected, balance.Symbol)} and has {Money.Show(balance.Spendable, balance.Symbol)}: report it");
                }
            }
        }
    }

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + amount);
}
