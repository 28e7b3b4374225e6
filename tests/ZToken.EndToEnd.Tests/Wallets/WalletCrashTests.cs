using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A wallet that is killed, or whose disk is full, in the middle of a payment run.</summary>
public sealed class WalletCrashTests(Keys keys)
{
    private const int Kills = 20;
    private const int Payments = 280;

    // Every third kill waits until a transfer of its process is final, the others come while the first is on its way; so many milliseconds later.
    private const int MostDelay = 600;

    private const ulong Money = 100_000_00;

    // Of 100 cents the first, each one more than the one before.
    private const ulong Total = (ulong)Payments * (200 + Payments - 1) / 2;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wallet_that_is_killed_at_any_of_twenty_moments_of_a_run_makes_every_payment_exactly_once()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", Money / 2, Money / 4, Money / 4), b = await town.AdmitAsync("DEMOBANKBXX"), c = await town.AdmitAsync("DEMOBANKCXX");
        await a.CloseAsync();
        Random random = new(20261123);
        int interrupted = 0;
        HashSet<string> said = [];
        for (int i = 0; i < Kills; i++)
        {
            using PayerProcess payer = new(town, a, Payments, (b.Name, c.Name));
            await payer.WaitUntilPaidAsync(i % 3 == 0 ? 1 : 0, Cancelled);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(MostDelay)), Cancelled);
            interrupted += payer.HasExited ? 0 : 1;
            await payer.KillAsync(Cancelled);
            said.UnionWith(payer.Lines.Where(line => line.StartsWith("paid ", StringComparison.Ordinal)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{interrupted} of {Kills} kills interrupted the run; {said.Count} of {Payments} payments were said to be made before the last");
        Assert.True(interrupted > Kills / 2, "the run was over too soon to be killed");
        Assert.InRange(said.Count, 1, Payments - 1);
        using (PayerProcess last = new(town, a, Payments, (b.Name, c.Name)))
        {
            int over = await last.WaitForExitAsync(Cancelled);
            Assert.True(over == 0, string.Join('\n', last.Lines));
            Assert.True(last.Lines.Contains("done"), string.Join('\n', last.Lines));
        }

        await AssertPaidOnceAsync(town, a, b, c);
    }

    [Fact]
    public async Task A_full_disk_is_said_in_one_line_and_the_run_goes_on_once_there_is_room()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", Money), b = await town.AdmitAsync("DEMOBANKBXX"), c = await town.AdmitAsync("DEMOBANKCXX");
        await a.CloseAsync();
        long held = new DirectoryInfo(a.Folder).EnumerateFiles().Max(file => file.Length);
        using (PayerProcess payer = new(town, a, Payments, (b.Name, c.Name), mostFileBlocks: (int)(held / 512) + 200))
        {
            int code = await payer.WaitForExitAsync(Cancelled);
            Assert.True(code == 3, string.Join('\n', payer.Lines));
            Assert.Contains("opened", payer.Lines);
            Assert.Contains(payer.Lines, line => line.StartsWith("refused DiskFailed: ", StringComparison.Ordinal));
        }

        using (PayerProcess again = new(town, a, Payments, (b.Name, c.Name)))
        {
            int over = await again.WaitForExitAsync(Cancelled);
            Assert.True(over == 0, string.Join('\n', again.Lines));
            Assert.True(again.Lines.Contains("done"), string.Join('\n', again.Lines));
        }

        await AssertPaidOnceAsync(town, a, b, c);
    }

    private static async Task AssertPaidOnceAsync(WalletTown town, TownBank a, TownBank b, TownBank c)
    {
        await a.OpenAsync();
        Assert.Equal(Money - Total, await a.SpendableAsync());
        Assert.Equal(Total, await b.SpendableAsync() + await c.SpendableAsync());
        Movement[] received = [.. await b.Wallet.GetHistoryAsync(cancellation: Cancelled), .. await c.Wallet.GetHistoryAsync(cancellation: Cancelled)];
        Assert.Equal(
            Enumerable.Range(0, Payments).Select(i => ($"run-{i}", 100 + (ulong)i)),
            received.Select(movement => (movement.Remittance.EndToEndId, movement.Amount.Cents)).OrderBy(payment => payment.Cents));
        Assert.Equal(new Amount(Money), await town.PoolAsync());
        Assert.All(await a.Wallet.ListPaymentsAsync(Cancelled), report => Assert.Equal(PaymentState.Final, report.State));
    }
}
