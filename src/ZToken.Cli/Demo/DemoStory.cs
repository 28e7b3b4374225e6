using System.Diagnostics;
using System.Globalization;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A ledger's life in some steps, each with the time and the gas that it took, and with the pools compared after it.</summary>
/// <param name="sender">The account that deploys and issues.</param>
/// <param name="home">Where proofs are checked.</param>
/// <param name="prover">Makes proofs.</param>
/// <param name="random">Keys and randomness.</param>
/// <param name="tell">Is told each step as one line.</param>
internal sealed class DemoStory(TransactionSender sender, VerifierHome home, TransferProver prover, RandomSource random, Action<string> tell)
{
    private readonly Stopwatch clock = new();

    /// <summary>Runs all steps.</summary>
    /// <returns>The ledger at the end, which the caller disposes of.</returns>
    /// <exception cref="CommandException">A pool is not what the z-contract holds.</exception>
    public async Task<DemoLedger> RunAsync(CancellationToken cancellation)
    {
        clock.Restart();
        prover.Prepare(TransferShape.Everyday, cancellation: cancellation);
        DemoLedger demo = await DemoLedger.DeployAsync(sender, home, prover, random, new DemoOptions(), cancellation);
        Tell(string.Create(CultureInfo.InvariantCulture, $"ledger deployed on chain {demo.Ledger.ChainId}, verifiers in {home}: z-contract {demo.Ledger.ZToken}"), demo);
        try
        {
            await LiveAsync(demo, cancellation);
            return demo;
        }
        catch
        {
            demo.Dispose();
            throw;
        }
    }

    private async Task LiveAsync(DemoLedger demo, CancellationToken cancellation)
    {
        AssetId euro = DemoAuthorities.Euro;
        DemoBank a = await demo.AdmitAsync("DEMOBANKAXX", cancellation), b = await demo.AdmitAsync("DEMOBANKBXX", cancellation);
        Tell($"banks {a.Name} and {b.Name} admitted by {DemoAuthorities.Threshold + DemoAuthorities.Faults} keepers each", demo);

        _ = await demo.Authorities.MintAsync(a.Member, euro, new Amount(1_000_00), cancellation);
        _ = await demo.Authorities.MintAsync(b.Member, euro, new Amount(500_00), cancellation);
        Tell("deposits: 1000.00 and 500.00 dEUR minted", demo);

        await StepAsync(demo, $"{a.Name} shields 800.00", await demo.ShieldAsync(a, euro, new Amount(800_00), cancellation), cancellation);
        await StepAsync(demo, $"{b.Name} shields 300.00", await demo.ShieldAsync(b, euro, new Amount(300_00), cancellation), cancellation);
        await SubmitAsync(demo, "somebody pays somebody (250.00)", [(a, Pay(b, 250_00, "invoice 7"))], cancellation);
        await SubmitAsync(demo, "two payments in one call, all or nothing", [(a, Pay(b, 100_00, "leg 1")), (b, Pay(a, 40_00, "leg 2"))], cancellation);
        await SubmitAsync(demo, $"{b.Name} unshields 400.00", [(b, new DemoOrder(euro) { PublicOut = new Amount(400_00) })], cancellation);

        _ = await b.Sender.SendAsync(demo.Ledger.CoinOf(euro), DepositCoinContract.Approve(demo.Operator.Account, new Amount(400_00)), cancellation);
        TransactionOutcome burned = await demo.Operator.SendAsync(demo.Ledger.CoinOf(euro), DepositCoinContract.Burn(b.Account, new Amount(400_00), demo.Authorities.NextReference()), cancellation);
        await StepAsync(demo, $"{b.Name} redeems 400.00", burned, cancellation);
        tell($"in notes, as only the banks see it: {a.Name} {a.Shielded.BalanceOf(euro)}, {b.Name} {b.Shielded.BalanceOf(euro)}");
    }

    private static DemoOrder Pay(DemoBank payee, ulong cents, string memo) => new(DemoAuthorities.Euro, new Payment(payee.Index, new Amount(cents), Memo.FromText(memo)));

    private async Task SubmitAsync(DemoLedger demo, string what, IReadOnlyList<(DemoBank Bank, DemoOrder Order)> orders, CancellationToken cancellation)
    {
        List<BundleOperation> operations = [];
        foreach ((DemoBank bank, DemoOrder order) in orders)
        {
            operations.Add(new BundleOperation(order.Function, ContractBundle.From(await demo.PrepareAsync(bank, order, cancellation))));
        }

        byte[] call = operations.Count == 1 ? ZTokenContract.Submit(operations[0]) : ZTokenContract.Execute(operations);
        await StepAsync(demo, what + ", sent by an account that nobody knows", await demo.SubmitAsync(call, cancellation), cancellation);
    }

    private async Task StepAsync(DemoLedger demo, string what, TransactionOutcome outcome, CancellationToken cancellation)
    {
        IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)> pools = await demo.Authorities.ComparePoolsAsync(cancellation);
        foreach ((string symbol, Amount pool, Amount escrow) in pools)
        {
            if (pool != escrow)
            {
                throw new CommandException(ExitCode.Refused, $"the pool of {symbol} is {pool}, the z-contract holds {escrow}: this must never be; keep the chain and report it");
            }
        }

        string held = string.Join(", ", pools.Where(pool => !pool.Pool.IsZero).Select(pool => $"{pool.Pool} {pool.Symbol}"));
        Tell(string.Create(CultureInfo.InvariantCulture, $"{what}: {outcome.GasUsed:N0} gas in block {outcome.BlockNumber}; pool = escrow = {(held.Length == 0 ? "0" : held)}"), demo);
    }

    private void Tell(string what, DemoLedger demo)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,7:0.00} s  {what} ({demo.GasUsed:N0} gas in all)"));
        clock.Restart();
    }
}
