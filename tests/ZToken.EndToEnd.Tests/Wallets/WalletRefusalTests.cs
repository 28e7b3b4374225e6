using Microsoft.Data.Sqlite;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>What a wallet says when it cannot do what it is asked, and that nothing is lost by it.</summary>
public sealed class WalletRefusalTests(Keys keys) : IAsyncLifetime
{
    private const ulong Money = 1000_00;

    private OwnChain chain = null!;
    private WalletTown town = null!;
    private TownBank a = null!, b = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        chain = await OwnChain.StartAsync();
        town = await WalletTown.BeginAsync(chain, VerifierHome.Precompiles, keys.Prover);
        (a, b) = (await town.AdmitWithNotesAsync("DEMOBANKAXX", Money), await town.AdmitAsync("DEMOBANKBXX"));
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Orders_that_cannot_be_are_refused_and_not_written_down()
    {
        await AssertRefusedAsync(WalletRefusal.InsufficientFunds, TownBank.Order(b.Name, Money + 1), "1000.01", "1000.00 can be spent");
        await AssertRefusedAsync(WalletRefusal.UnknownRecipient, TownBank.Order("NOBODYXXXXX", 1), "NOBODYXXXXX");
        await AssertRefusedAsync(WalletRefusal.PaymentToOneself, TownBank.Order(a.Name, 1), "itself");
        await AssertRefusedAsync(WalletRefusal.NothingToPay, TownBank.Order(b.Name, 0), "zero");
        await AssertRefusedAsync(WalletRefusal.UnknownAsset, TownBank.Order(b.Name, 1) with { Asset = new AssetId(77) }, "77");

        PaymentOrder[] run = [TownBank.Order(b.Name, Money / 2), TownBank.Order(b.Name, (Money / 2) + 1)];
        WalletException refused = await Assert.ThrowsAsync<WalletException>(() => a.Wallet.PayManyAsync(run, cancellation: Cancelled));
        Assert.Equal(WalletRefusal.InsufficientFunds, refused.Refusal);
        Assert.DoesNotContain(await a.Wallet.ListPaymentsAsync(Cancelled), report => report.Kind == PaymentKind.Payment);
    }

    [Fact]
    public async Task Orders_of_a_bank_without_coins_or_membership_are_refused()
    {
        WalletException refused = await Assert.ThrowsAsync<WalletException>(() => b.Wallet.PayAsync(TownBank.Order(a.Name, 1), Cancelled));
        Assert.Equal(WalletRefusal.InsufficientFunds, refused.Refusal);
        refused = await Assert.ThrowsAsync<WalletException>(() => b.Wallet.ShieldAsync(new ShieldOrder(PaymentKey.Parse("none"), WalletTown.Euro, new Amount(5)), Cancelled));
        Assert.Equal(WalletRefusal.InsufficientFunds, refused.Refusal);
        Assert.Contains("0.05", refused.Message, StringComparison.Ordinal);
        await using TownBank stranger = await TownBank.CreateAsync(town, "DEMOBANKZXX");
        refused = await Assert.ThrowsAsync<WalletException>(() => stranger.Wallet.PayAsync(TownBank.Order(a.Name, 1), Cancelled));
        Assert.Equal(WalletRefusal.NotAMember, refused.Refusal);
    }

    [Fact]
    public async Task Frozen_members_neither_pay_nor_are_paid()
    {
        _ = await town.Authorities.FreezeAsync(b.Member, Cancelled);
        await AssertRefusedAsync(WalletRefusal.RecipientAbsent, TownBank.Order(b.Name, 1), "frozen");
        _ = await town.Authorities.FreezeAsync(a.Member, Cancelled);
        TownBank c = await town.AdmitAsync("DEMOBANKCXX");
        await AssertRefusedAsync(WalletRefusal.Frozen, TownBank.Order(c.Name, 1), "DEMOBANKAXX");
        Assert.Equal(Money, await a.SpendableAsync());
    }

    [Fact]
    public async Task A_payee_that_is_frozen_while_the_payment_is_proven_is_not_paid_and_the_money_is_free_once_the_bundle_has_expired()
    {
        a.Settings = a.Settings with { Prover = new InterruptedProver(town.Prover, () => town.Authorities.FreezeAsync(b.Member, Cancelled)), PaymentLife = TimeSpan.FromMinutes(2), Patience = TimeSpan.FromSeconds(5) };
        await ReopenAsync();

        PaymentReport report = await a.Wallet.PayAsync(TownBank.Order(b.Name, 100, "to-frozen"), Cancelled);
        Assert.True(report is { Refusal: WalletRefusal.RecipientAbsent, State: PaymentState.Signed }, $"{report.State} {report.Refusal} {report.Failure}");
        Assert.Contains("certain after", report.Failure, StringComparison.Ordinal);
        Assert.Equal(0UL, await a.SpendableAsync());

        await chain.AdvanceTimeAsync(200, Cancelled);
        Assert.Equal(Money, await a.SpendableAsync());
        Assert.Equal(PaymentState.Failed, (await a.Wallet.FindPaymentAsync(PaymentKey.Parse("to-frozen"), Cancelled))!.State);
    }

    [Fact]
    public async Task A_root_that_grows_stale_is_proven_again_without_a_new_signature()
    {
        TownBank c = await town.AdmitAsync("DEMOBANKCXX");
        InterruptedProver prover = new(town.Prover, () => town.Authorities.FreezeAsync(c.Member, Cancelled));
        using SigningLog log = SigningLog.InMemory();
        CountingSigner signer = new(() => SignerOf(a, log));
        a.Settings = a.Settings with { Prover = prover, Signer = signer };
        await ReopenAsync();

        PaymentReport report = await a.Wallet.PayAsync(TownBank.Order(b.Name, 100), Cancelled);

        Assert.True(report.State == PaymentState.Final, report.Failure);
        Assert.Equal((2, 1), (prover.Proofs, signer.Signatures));
    }

    [Fact]
    public async Task A_bundle_that_expires_before_it_is_taken_is_signed_anew_and_paid_once()
    {
        InterruptedProver prover = new(town.Prover, () => chain.AdvanceTimeAsync(700, Cancelled));
        a.Settings = a.Settings with { Prover = prover, Time = chain.Time };
        await ReopenAsync();

        PaymentReport report = await a.Wallet.PayAsync(TownBank.Order(b.Name, 100), Cancelled);

        Assert.True(report.State == PaymentState.Final, report.Failure);
        Assert.Equal(2, prover.Proofs);
        Assert.Equal(100UL, await b.SpendableAsync());
        Assert.Equal(Money - 100, await a.SpendableAsync());
    }

    [Fact]
    public async Task A_signer_that_refuses_ends_the_order_and_frees_its_notes()
    {
        a.Settings = a.Settings with { Signer = new RefusingSigner() };
        await ReopenAsync();

        PaymentReport report = await a.Wallet.PayAsync(TownBank.Order(b.Name, 100), Cancelled);

        Assert.Equal((PaymentState.Failed, WalletRefusal.SignerRefused), (report.State, report.Refusal));
        Assert.Contains("BeyondLimits", report.Failure, StringComparison.Ordinal);
        Assert.Equal(Money, await a.SpendableAsync());
    }

    [Fact]
    public async Task A_wallet_that_only_sees_says_that_it_cannot_sign()
    {
        await a.CloseAsync();
        await using BankWallet viewer = await BankWallet.OpenAsync(a.Settings, WalletKeys.ViewOnly(a.Seed.FullViewingKey(town.Ledger.LedgerId)), Cancelled);
        WalletException refused = await Assert.ThrowsAsync<WalletException>(() => viewer.PayAsync(TownBank.Order(b.Name, 100), Cancelled));
        Assert.Equal(WalletRefusal.CannotSign, refused.Refusal);
        Assert.Equal(new Amount(Money), (await viewer.GetBalancesAsync(Cancelled))[0].Spendable);
    }

    [Fact]
    public async Task The_same_key_pays_once_however_often_it_is_asked_and_another_order_under_it_is_refused()
    {
        PaymentOrder order = TownBank.Order(b.Name, 100, "once");
        PaymentReport[] reports = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => a.Wallet.PayAsync(order, Cancelled)));

        Assert.All(reports, report => Assert.Equal(PaymentState.Final, report.State));
        Assert.Equal(100UL, await b.SpendableAsync());
        await AssertRefusedAsync(WalletRefusal.KeyUsedOtherwise, order with { Amount = new Amount(101) }, "once");
    }

    [Fact]
    public async Task A_node_that_is_away_or_behind_is_named_and_a_payment_under_way_is_finished_when_it_is_back()
    {
        using TamperedNode node = new();
        using HttpClient http = new(node);
        a.Settings = a.Settings with { Node = new EthereumClient(http, new Uri(chain.Address)), Patience = TimeSpan.FromSeconds(3), Prover = new InterruptedProver(town.Prover, () => Task.FromResult(node.IsCut = true)) };
        await ReopenAsync();

        PaymentReport report = await a.Wallet.PayAsync(TownBank.Order(b.Name, 100, "cut"), Cancelled);
        Assert.Equal((PaymentState.Signed, WalletRefusal.NodeAway), (report.State, report.Refusal));
        Assert.Equal(WalletRefusal.NodeAway, (await Assert.ThrowsAsync<WalletException>(() => a.Wallet.SyncAsync(cancellation: Cancelled))).Refusal);

        node.IsCut = false;
        node.Latest = a.Wallet.Height - 2;
        Assert.Equal(WalletRefusal.NodeBehind, (await Assert.ThrowsAsync<WalletException>(() => a.Wallet.SyncAsync(cancellation: Cancelled))).Refusal);

        node.Latest = null;
        report = Assert.Single(await a.Wallet.RecoverAsync(Cancelled));
        Assert.True(report.State == PaymentState.Final, report.Failure);
        Assert.Equal(100UL, await b.SpendableAsync());
    }

    [Fact]
    public async Task What_a_wallet_writes_is_for_its_owner_and_names_nobody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have other rights there");
        PaymentReport report = await a.Wallet.PayAsync(TownBank.Order(b.Name, 123_45, "secret-key") with { Remittance = Invoice() }, Cancelled);
        Assert.Equal(PaymentState.Final, report.State);
        await a.CloseAsync();

        foreach (string path in Directory.EnumerateFiles(a.Folder))
        {
#pragma warning disable CA1416 // Not on Windows, see above.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
#pragma warning restore CA1416
        }

        string database = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(a.Folder, "wallet.db")));
        Assert.All(["secret-key", "invoice 7", report.Bundle!.Value.ToString()[2..], "12345"], text => Assert.DoesNotContain(text, database, StringComparison.OrdinalIgnoreCase));
    }

    private static Remittance Invoice()
    {
        Assert.True(Remittance.TryCreate("E2E-1", "", "invoice 7", out Remittance? remittance, out _));
        return remittance;
    }

    [Fact]
    public async Task A_folder_is_one_wallets_at_a_time_of_one_seed_and_one_ledger()
    {
        Assert.Equal(WalletRefusal.OpenElsewhere, await RefusalOfOpeningAsync(a.Settings, a.Keys()));
        await a.CloseAsync();
        Assert.Equal(WalletRefusal.OtherWallet, await RefusalOfOpeningAsync(a.Settings, b.Keys()));
        Assert.Equal(WalletRefusal.OtherWallet, await RefusalOfOpeningAsync(a.Settings with { Ledger = town.Ledger with { ChainId = 1 } }, a.Keys()));

        string database = Path.Combine(a.Folder, "wallet.db");
        Execute(database, "PRAGMA user_version = 99");
        Assert.Equal(WalletRefusal.NewerDatabase, await RefusalOfOpeningAsync(a.Settings, a.Keys()));
        Execute(database, "PRAGMA user_version = 1; UPDATE notes SET content = (SELECT content FROM progress)");
        Assert.Equal(WalletRefusal.DatabaseDamaged, await RefusalOfOpeningAsync(a.Settings, a.Keys()));
        File.WriteAllText(database, new string('x', 5000));
        Assert.Equal(WalletRefusal.DatabaseDamaged, await RefusalOfOpeningAsync(a.Settings, a.Keys()));

        File.Delete(database);
        await a.OpenAsync();
        Assert.Equal(Money, await a.SpendableAsync());
    }

    private static async Task<WalletRefusal> RefusalOfOpeningAsync(WalletSettings settings, WalletKeys opened) =>
        (await Assert.ThrowsAsync<WalletException>(() => BankWallet.OpenAsync(settings, opened, Cancelled))).Refusal;

    private static void Execute(string database, string text)
    {
        using SqliteConnection connection = new($"Data Source={database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = text;
#pragma warning restore CA2100
        _ = command.ExecuteNonQuery();
    }

    private SoftwareSpendSigner SignerOf(TownBank bank, SigningLog log) => new SoftwareSpendSigner(
        bank.Seed.SpendAuthorizationKey(town.Ledger.LedgerId), bank.Wallet.Self!.Address, town.Ledger.ChainId, town.Ledger.ZToken.ToAccount(), bank.Wallet.Registry, log);

    private async Task ReopenAsync()
    {
        await a.CloseAsync();
        await a.OpenAsync();
    }

    private async Task AssertRefusedAsync(WalletRefusal refusal, PaymentOrder order, params string[] said)
    {
        WalletException refused = await Assert.ThrowsAsync<WalletException>(() => a.Wallet.PayAsync(order, Cancelled));
        Assert.Equal(refusal, refused.Refusal);
        Assert.All(said, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refused.Message);
        if (refusal != WalletRefusal.KeyUsedOtherwise)
        {
            Assert.Null(await a.Wallet.FindPaymentAsync(order.Key, Cancelled));
        }
    }
}
