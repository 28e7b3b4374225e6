using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>Wallets pay each other through the SDK, on our chain and on anvil.</summary>
public sealed class WalletPaymentTests(Keys keys)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bank_shields_pays_and_unshields_on_our_chain() => await LiveAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles);

    [Fact]
    public async Task A_bank_shields_pays_and_unshields_on_anvil() => await LiveAsync(await AnvilNode.StartAsync(LedgerStory.ChainId), VerifierHome.Solidity);

    [Fact]
    public async Task A_run_of_twenty_payments_goes_several_to_a_proof_and_each_payee_has_its_own()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 100_000), b = await town.AdmitAsync("DEMOBANKBXX"), c = await town.AdmitAsync("DEMOBANKCXX");
        PaymentOrder[] orders = [.. Enumerable.Range(1, 20).Select(i => TownBank.Order(i % 2 == 0 ? b.Name : c.Name, 100UL + (ulong)i, $"run-{i}"))];

        IReadOnlyList<PaymentReport> reports = await a.Wallet.PayManyAsync(orders, cancellation: Cancelled);

        Assert.All(reports, report => Assert.True(report.State == PaymentState.Final, $"{report.State}: {report.Failure}"));
        Assert.Equal(3, reports.Select(report => report.Bundle).Distinct().Count());
        Assert.Equal(1110UL, await b.SpendableAsync());
        Assert.Equal(1100UL, await c.SpendableAsync());
        Assert.Equal(100_000UL - 2210, await a.SpendableAsync());
        Assert.Equal(new Amount(100_000), await town.PoolAsync());
        Assert.Equal(orders.Select(order => order.Key), (await a.Wallet.PayManyAsync(orders, cancellation: Cancelled)).Select(report => report.Key));
        Assert.Equal(100_000UL - 2210, await a.SpendableAsync());
    }

    [Fact]
    public async Task Payments_in_flight_at_once_take_notes_of_their_own_and_wait_for_change_where_there_are_too_few()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 100_00, 100_00), b = await town.AdmitAsync("DEMOBANKBXX");

        PaymentReport[] reports = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => a.Wallet.PayAsync(TownBank.Order(b.Name, (ulong)i * 5_00), Cancelled)));

        Assert.All(reports, report => Assert.True(report.State == PaymentState.Final, report.Failure));
        Assert.Equal(105_00UL, await b.SpendableAsync());
        Assert.Equal(95_00UL, await a.SpendableAsync());
        AssetBalance balance = (await a.Wallet.GetBalancesAsync(Cancelled))[0];
        Assert.Equal((Amount.Zero, Amount.Zero), (balance.Reserved, balance.Pending));
    }

    [Fact]
    public async Task An_account_of_many_small_notes_merges_them_by_itself_where_a_payment_needs_more_than_one_proof_takes()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 20_000), b = await town.AdmitAsync("DEMOBANKBXX");
        PaymentOrder[] small = [.. Enumerable.Range(1, 10).Select(i => TownBank.Order(b.Name, 10_00))];
        Assert.All(await a.Wallet.PayManyAsync(small, cancellation: Cancelled), report => Assert.Equal(PaymentState.Final, report.State));

        // Ten notes of 10.00; the widest shape takes eight.
        PaymentReport paid = await b.Wallet.PayAsync(TownBank.Order(a.Name, 95_00), Cancelled);
        Assert.True(paid.State == PaymentState.Final, paid.Failure);
        Assert.Equal(5_00UL, await b.SpendableAsync());
        Assert.Contains(await b.Wallet.ListPaymentsAsync(Cancelled), report => report.Kind == PaymentKind.Consolidation);

        // The same from seed and chain alone.
        IReadOnlyList<Movement> history = await b.Wallet.GetHistoryAsync(cancellation: Cancelled);
        await b.CloseAsync();
        File.Delete(Path.Combine(b.Folder, "wallet.db"));
        await b.OpenAsync();
        Assert.Equal(5_00UL, await b.SpendableAsync());
        Assert.Equal(history.Select(movement => movement with { Key = null }), await b.Wallet.GetHistoryAsync(cancellation: Cancelled));
        Assert.Null(await a.Wallet.ConsolidateAsync(new AssetId(2), Cancelled));
    }

    private async Task LiveAsync(IChain chain, VerifierHome home)
    {
        await using WalletTown town = await WalletTown.BeginAsync(chain, home, keys.Prover);
        TownBank a = await town.AdmitAsync("DEMOBANKAXX", 1000_00), b = await town.AdmitAsync("DEMOBANKBXX");

        PaymentReport shielded = await a.Wallet.ShieldAsync(new ShieldOrder(PaymentKey.Parse("shield-1"), WalletTown.Euro, new Amount(800_00)), Cancelled);
        Assert.True(shielded.State == PaymentState.Final, shielded.Failure);
        Assert.True(Remittance.TryCreate("E2E-1", "INTC", "invoice 7", out Remittance? remittance, out _));
        PaymentReport paid = await a.Wallet.PayAsync(TownBank.Order("demobankbxx", 250_00, "payment-1") with { Remittance = remittance }, Cancelled);
        Assert.True(paid.State == PaymentState.Final, paid.Failure);
        PaymentReport again = await a.Wallet.PayAsync(TownBank.Order("demobankbxx", 250_00, "payment-1") with { Remittance = remittance }, Cancelled);
        Assert.Equal(paid, again);
        Assert.Equal(250_00UL, await b.SpendableAsync());
        PaymentReport unshielded = await b.Wallet.UnshieldAsync(new UnshieldOrder(PaymentKey.Parse("unshield-1"), WalletTown.Euro, new Amount(100_00)), Cancelled);
        Assert.True(unshielded.State == PaymentState.Final, unshielded.Failure);

        Assert.Equal(550_00UL, await a.SpendableAsync());
        Assert.Equal(150_00UL, await b.SpendableAsync());
        Assert.Equal(new Amount(700_00), await town.PoolAsync());
        Movement sent = (await a.Wallet.GetHistoryAsync(cancellation: Cancelled))[1], received = (await b.Wallet.GetHistoryAsync(cancellation: Cancelled))[0];
        Assert.Equal((MovementKind.Sent, "DEMOBANKBXX", new Amount(550_00), remittance, PaymentKey.Parse("payment-1")), (sent.Kind, sent.CounterpartyName, sent.Balance, sent.Remittance, sent.Key!.Value));
        Assert.Equal((MovementKind.Received, "DEMOBANKAXX", new Amount(250_00), remittance), (received.Kind, received.CounterpartyName, received.Balance, received.Remittance));
    }
}
