using System.Globalization;
using ZToken.Notes;
using ZToken.Samples.Console;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>The console sample, as it stands in the guide, on our chain and on anvil.</summary>
public sealed class ConsoleSampleTests(Keys keys)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_pays_once_on_our_chain() => await PayAsync(await OwnChain.StartAsync());

    [Fact]
    public async Task The_sample_pays_once_on_anvil() => await PayAsync(await AnvilNode.StartAsync());

    [Fact]
    public async Task The_sample_finishes_what_was_under_way_and_pays_it_once()
    {
        await using SampleLedger ledger = await SampleLedger.BeginAsync(await OwnChain.StartAsync(), keys.Prover, new Amount(600_00), Cancelled);
        using HttpClient http = new();
        StringWriter output = new();
        await using (BankWallet wallet = await OpenAsync(ledger, http))
        {
            using CancellationTokenSource impatience = new();
            Task<IReadOnlyList<PaymentReport>> paying = wallet.PayManyAsync([Order("run-1"), Order("run-2")], cancellation: impatience.Token);
            await WaitUntilAsync(async () => await wallet.FindPaymentAsync(PaymentKey.Parse("run-2"), Cancelled) is not null);
            await impatience.CancelAsync();
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paying);
        }

        await using (BankWallet wallet = await OpenAsync(ledger, http))
        {
            await Restart.RecoverAsync(wallet, output);
            Assert.All(await wallet.ListPaymentsAsync(Cancelled), report => Assert.Equal(PaymentState.Final, report.State));
        }

        Assert.Equal(new Amount(20_00), await ledger.Payee.ReadBalanceAsync(SampleLedger.Euro, keys.Prover, Cancelled));
        Assert.DoesNotContain("Failed", output.ToString(), StringComparison.Ordinal);

        static PaymentOrder Order(string number) => new(PaymentKey.Parse(number), SampleLedger.PayeeName, SampleLedger.Euro, new Amount(10_00));
    }

    private async Task PayAsync(IChain chain)
    {
        await using SampleLedger ledger = await SampleLedger.BeginAsync(chain, keys.Prover, new Amount(600_00), Cancelled);
        using HttpClient http = new();
        using ToldStages told = new();
        StringWriter output = new();

        PaymentReport first = await RunAsync(), second = await RunAsync();

        Assert.Equal(PaymentState.Final, first.State);
        Assert.Equal((first.State, first.Transaction, first.Bundle), (second.State, second.Transaction, second.Bundle));
        string said = string.Create(CultureInfo.InvariantCulture, $"invoice-117: 250.00 to {SampleLedger.PayeeName}, Final in block {first.Block}\nleft: 350.00 dEUR\n");
        Assert.Equal(said + said, output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(new Amount(350_00), await ledger.Payer.ReadBalanceAsync(SampleLedger.Euro, keys.Prover, Cancelled));
        Assert.Equal(new Amount(250_00), await ledger.Payee.ReadBalanceAsync(SampleLedger.Euro, keys.Prover, Cancelled));
        Assert.Equal(["final", "plan", "prove", "sign", "submit", "sync"], told.Names);
        told.AssertNothingSecret();

        async Task<PaymentReport> RunAsync()
        {
            await using BankWallet wallet = await OpenAsync(ledger, http);
            return await FirstPayment.PayAsync(wallet, "invoice-117", SampleLedger.PayeeName, new Amount(250_00), output);
        }
    }

    private Task<BankWallet> OpenAsync(SampleLedger ledger, HttpClient http) =>
        FirstPayment.OpenAsync(ledger.Payer.Folder, SampleBank.Password, http, ledger.Node, keys.Prover.Parameters);

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled);
        }
    }
}
