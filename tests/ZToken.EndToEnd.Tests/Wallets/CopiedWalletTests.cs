using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>Two wallets of one seed, which there should not be: what one reserved the other spends.</summary>
public sealed class CopiedWalletTests(Keys keys)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_copy_paid_exactly_as_it_was_planned_here_is_final_and_not_paid_again()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00), b = await town.AdmitAsync("DEMOBANKBXX");

        PaymentReport report = await PayWhileACopyPaysAsync(a, TownBank.Order(b.Name, 25_00), TownBank.Order(b.Name, 25_00));

        Assert.True(report.State == PaymentState.Final, report.Failure);
        Assert.Equal(25_00UL, await b.SpendableAsync());
        Assert.Equal(975_00UL, await a.SpendableAsync());
    }

    [Fact]
    public async Task What_a_copy_spent_on_something_else_fails_here_and_is_not_paid_with_other_notes()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00), b = await town.AdmitAsync("DEMOBANKBXX");

        PaymentReport report = await PayWhileACopyPaysAsync(a, TownBank.Order(b.Name, 25_00), TownBank.Order(b.Name, 40_00));

        Assert.Equal((PaymentState.Failed, WalletRefusal.SpentElsewhere), (report.State, report.Refusal));
        Assert.Equal(40_00UL, await b.SpendableAsync());
        Assert.Equal(960_00UL, await a.SpendableAsync());
        Assert.Empty(await a.Wallet.RecoverAsync(Cancelled));
    }

    // The copy pays after the wallet has reserved its only note and proven, before anybody has the bundle.
    private static async Task<PaymentReport> PayWhileACopyPaysAsync(TownBank bank, PaymentOrder order, PaymentOrder copied)
    {
        string folder = Directory.CreateTempSubdirectory("ztoken-copy-").FullName;
        try
        {
            await using BankWallet copy = await BankWallet.OpenAsync(bank.Settings with { Folder = folder }, bank.Keys(), Cancelled);
            bank.Settings = bank.Settings with
            {
                Prover = new InterruptedProver(bank.Settings.Prover, async () =>
                {
                    PaymentReport other = await copy.PayAsync(copied, Cancelled);
                    Assert.True(other.State == PaymentState.Final, other.Failure);
                }),
            };
            await bank.CloseAsync();
            await bank.OpenAsync();
            return await bank.Wallet.PayAsync(order, Cancelled);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
