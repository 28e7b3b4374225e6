using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A supervisor who took no part reads what m of the keepers agree to open, and nothing with fewer.</summary>
public sealed class AuditTests(Keys keys) : IAsyncLifetime
{
    private readonly KeeperKey supervisor = KeeperKey.Create(RandomSource.System);

    private OwnChain chain = null!;
    private WalletTown town = null!;
    private TownBank a = null!, b = null!, c = null!;
    private PaymentReport toB = null!, toC = null!;
    private LedgerRecord record = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Committee Committee => new([.. town.Authorities.KeeperKeys.Select(key => key.PublicKey)], DemoAuthorities.Threshold);

    private Epoch Epoch => record.Registry.Current!.Value;

    public async ValueTask InitializeAsync()
    {
        chain = await OwnChain.StartAsync();
        town = await WalletTown.BeginAsync(chain, VerifierHome.Precompiles, keys.Prover);
        (a, b, c) = (await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00), await town.AdmitWithNotesAsync("DEMOBANKBXX", 300_00), await town.AdmitAsync("DEMOBANKCXX"));
        Assert.True(Remittance.TryCreate("E2E-7", "INTC", "for B", out Remittance? remittance, out _));
        toB = await a.Wallet.PayAsync(TownBank.Order(b.Name, 250_00) with { Remittance = remittance }, Cancelled);
        toC = await b.Wallet.PayAsync(TownBank.Order(c.Name, 40_00), Cancelled);
        _ = await a.Wallet.PayManyAsync([TownBank.Order(b.Name, 1_00), TownBank.Order(c.Name, 2_00), TownBank.Order(c.Name, 3_00)], cancellation: Cancelled);
        _ = await c.Wallet.SyncAsync(cancellation: Cancelled);
        _ = await c.Wallet.UnshieldAsync(new UnshieldOrder(PaymentKey.Parse("out"), WalletTown.Euro, new Amount(5_00)), Cancelled);
        record = await LedgerRecord.ReadAsync(chain.Client, town.Ledger, cancellation: Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        supervisor.Dispose();
        await town.DisposeAsync();
    }

    [Fact]
    public void A_warrant_for_one_bank_and_epoch_opens_all_that_it_paid_and_was_paid()
    {
        using ViewingKey key = OpenEpoch(b, Answers(b, 1, 3));

        IReadOnlyList<AuditedTransfer> transfers = new BankReader(record).Read(b.Wallet.Self!.Index, key, out IReadOnlyList<SignatureHash> findings);

        Assert.Empty(findings);
        AuditedPayment[] payments = [.. transfers.SelectMany(transfer => transfer.Payments)];
        Assert.Equal([(IndexOf(a), IndexOf(b), 250_00UL), (IndexOf(b), IndexOf(c), 40_00UL), (IndexOf(a), IndexOf(b), 1_00UL)], payments.Select(payment => (payment.Payer, payment.Payee, payment.Amount.Cents)));
        Assert.True(Remittance.TryRead(payments[0].Memo!, out Remittance? told));
        Assert.Equal("for B", told.Text);
    }

    [Fact]
    public void One_payment_is_opened_by_parts_of_the_payers_or_the_payees_key_and_no_other_with_them()
    {
        AuditedTransfer whole = OpenPayment(toB.Bundle!.Value, a, 2, 4), part = OpenPayment(toB.Bundle!.Value, b, 1, 2);

        Assert.NotNull(whole.Sent);
        Assert.Null(part.Sent);
        Assert.Equal(Assert.Single(whole.Payments) with { Memo = null }, Assert.Single(part.Payments) with { Memo = null });
        Assert.Equal((IndexOf(a), IndexOf(b), new Amount(250_00)), (part.Payments[0].Payer, part.Payments[0].Payee, part.Payments[0].Amount));

        KeeperAnswer[] answers = [AnswerOpening(toB.Bundle!.Value, b, 1), AnswerOpening(toB.Bundle!.Value, b, 2)];
        SupervisorCase other = new(supervisor, Committee, record);
        Assert.Equal(CaseRefusal.TooFewAnswers, other.OpenPayment(toC.Bundle!.Value, IndexOf(b), answers, out _));
        Assert.All(other.Refused, refused => Assert.Equal(AnswerRefusal.OtherCase, refused.Refusal));
        SupervisorCase stranger = new(supervisor, Committee, record);
        Assert.Equal(CaseRefusal.NotAParty, stranger.OpenPayment(toB.Bundle!.Value, IndexOf(c), [AnswerOpening(toB.Bundle!.Value, c, 1), AnswerOpening(toB.Bundle!.Value, c, 2)], out _));
    }

    [Fact]
    public void Too_few_changed_copied_and_foreign_answers_open_nothing_and_name_their_keeper()
    {
        KeeperAnswer good = Answers(b, 1)[0], second = Answers(b, 2)[0];
        KeeperAnswer changed = second with { Sealed = [.. second.Sealed.Select((value, i) => i == 40 ? (byte)(value ^ 1) : value)] };
        KeeperAnswer ofAnother = Answers(c, 2)[0] with { Member = IndexOf(b) };
        AssertRefused([good], []);
        AssertRefused([good, good], [(1, AnswerRefusal.AnsweredBefore)]);
        AssertRefused([good, changed], [(2, AnswerRefusal.DoesNotHold)]);
        AssertRefused([good, good with { Keeper = 2 }], [(2, AnswerRefusal.DoesNotHold)]);
        AssertRefused([good, ofAnother], [(2, AnswerRefusal.DoesNotHold)]);
        AssertRefused([good, second with { Keeper = 9 }], [(9, AnswerRefusal.UnknownKeeper)]);
        AssertRefused([good, second with { Ledger = default }], [(2, AnswerRefusal.OtherLedger)]);
        AssertRefused([good, second with { Epoch = new Epoch(Epoch.Number + 1) }], [(2, AnswerRefusal.OtherCase)]);
        using KeeperKey somebody = KeeperKey.Create(RandomSource.System);
        Assert.Equal(CaseRefusal.None, Desk(2).AnswerWarrant(IndexOf(b), Epoch, somebody.PublicKey, RandomSource.System, out KeeperAnswer? elsewhere));
        AssertRefused([good, elsewhere!], [(2, AnswerRefusal.OtherRequester)]);
        AssertRefused([good, elsewhere! with { Requester = supervisor.PublicKey }], [(2, AnswerRefusal.DoesNotHold)]);

        // A bad answer in a keeper's name does not keep the keeper's own out.
        using ViewingKey opened = OpenEpoch(b, [changed, good, second]);
        Assert.Equal(CaseRefusal.NoSuchLeaf, new SupervisorCase(supervisor, Committee, record).OpenEpoch(new MemberIndex(77), Epoch, [good, second], out _));
        KeeperDesk misplaced = new(town.Authorities.KeeperKeys[0], 2, Committee, record);
        Assert.Equal(CaseRefusal.OtherKeeper, misplaced.AnswerWarrant(IndexOf(b), Epoch, supervisor.PublicKey, RandomSource.System, out _));
        Assert.Equal(CaseRefusal.UnknownBundle, Desk(1).AnswerOpening(default, IndexOf(b), supervisor.PublicKey, RandomSource.System, out _));
    }

    [Fact]
    public async Task The_supply_follows_from_the_viewing_keys_and_a_missing_key_is_named()
    {
        using ViewingKey ofA = OpenEpoch(a, Answers(a, 1, 2)), ofB = OpenEpoch(b, Answers(b, 3, 4)), ofC = OpenEpoch(c, Answers(c, 2, 3));

        SupplyReport report = await new SupplyAudit(record).RunAsync([(IndexOf(a), ofA), (IndexOf(b), ofB), (IndexOf(c), ofC)], chain.Client, Cancelled);
        Assert.Empty(report.Findings);
        Assert.All(report.Assets, asset => Assert.True(asset.Matches));
        Assert.Equal((new Amount(1295_00), new Amount(1295_00)), (report.Assets[0].Unspent, report.Assets[0].Pool));

        SupplyReport partial = await new SupplyAudit(record).RunAsync([(IndexOf(a), ofA), (IndexOf(c), ofC)], chain.Client, Cancelled);
        Assert.Contains(partial.Findings, finding => finding.Kind == SupplyFindingKind.Unread && finding.Bundle == toC.Bundle);
        Assert.Contains(partial.Findings, finding => finding.Kind == SupplyFindingKind.PoolDiffers);
    }

    [Fact]
    public async Task A_node_that_leaves_a_bundle_out_or_changes_a_log_is_found_out()
    {
        await AssertFoundOutAsync("bundles are missing or changed", (logs, last) => logs.Remove(last));
        await AssertFoundOutAsync("begins at position", (_, last) => last["data"] = last["data"]!.GetValue<string>() is var data ? string.Concat(data.AsSpan(0, 65), data[65] == '0' ? "1" : "0", data.AsSpan(66)) : null);
    }

    private async Task AssertFoundOutAsync(string complaint, Action<System.Text.Json.Nodes.JsonArray, System.Text.Json.Nodes.JsonNode> tamper)
    {
        using LyingNode lying = new(tamper);
        using HttpClient http = new(lying);
        InvalidDataException lie = await Assert.ThrowsAsync<InvalidDataException>(() => LedgerRecord.ReadAsync(new EthereumClient(http, new Uri(chain.Address)), town.Ledger, cancellation: Cancelled));
        Assert.Contains(complaint, lie.Message, StringComparison.Ordinal);
    }

    private static MemberIndex IndexOf(TownBank bank) => bank.Wallet.Self!.Index;

    private KeeperDesk Desk(int keeper) => new(town.Authorities.KeeperKeys[keeper - 1], keeper, Committee, record);

    private KeeperAnswer[] Answers(TownBank bank, params int[] keepers) => [.. keepers.Select(keeper =>
    {
        Assert.Equal(CaseRefusal.None, Desk(keeper).AnswerWarrant(IndexOf(bank), Epoch, supervisor.PublicKey, RandomSource.System, out KeeperAnswer? answer));
        return Travel(answer!);
    })];

    private KeeperAnswer AnswerOpening(SignatureHash bundle, TownBank bank, int keeper)
    {
        Assert.Equal(CaseRefusal.None, Desk(keeper).AnswerOpening(bundle, IndexOf(bank), supervisor.PublicKey, RandomSource.System, out KeeperAnswer? answer));
        return Travel(answer!);
    }

    // As a file.
    private static KeeperAnswer Travel(KeeperAnswer answer)
    {
        Assert.True(KeeperAnswerFile.TryRead(System.Text.Encoding.UTF8.GetBytes(KeeperAnswerFile.ToJson(answer)), out KeeperAnswer? read));
        return read;
    }

    private ViewingKey OpenEpoch(TownBank bank, IReadOnlyList<KeeperAnswer> answers)
    {
        Assert.Equal(CaseRefusal.None, new SupervisorCase(supervisor, Committee, record).OpenEpoch(IndexOf(bank), Epoch, answers, out ViewingKey? key));
        return key!;
    }

    private AuditedTransfer OpenPayment(SignatureHash bundle, TownBank bank, params int[] keepers)
    {
        SupervisorCase opening = new(supervisor, Committee, record);
        Assert.Equal(CaseRefusal.None, opening.OpenPayment(bundle, IndexOf(bank), keepers.Select(keeper => AnswerOpening(bundle, bank, keeper)), out AuditedTransfer? opened));
        return opened!;
    }

    private void AssertRefused(IReadOnlyList<KeeperAnswer> answers, (int Keeper, AnswerRefusal Refusal)[] expected)
    {
        SupervisorCase opening = new(supervisor, Committee, record);
        Assert.Equal(CaseRefusal.TooFewAnswers, opening.OpenEpoch(IndexOf(b), Epoch, answers, out _));
        Assert.Equal(expected, opening.Refused.Select(refused => (refused.Keeper, refused.Refusal)));
    }

    /// <summary>A node that changes what its logs say of the last bundle.</summary>
    private sealed class LyingNode(Action<System.Text.Json.Nodes.JsonArray, System.Text.Json.Nodes.JsonNode> tamper) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string call = await request.Content!.ReadAsStringAsync(cancellationToken);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (call.Contains("eth_getLogs", StringComparison.Ordinal))
            {
                System.Text.Json.Nodes.JsonNode answer = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
                System.Text.Json.Nodes.JsonArray logs = answer["result"]!.AsArray();
                string topic = AcceptedBundle.Event.Topic.ToString();
                if (logs.LastOrDefault(log => log!["topics"]![0]!.GetValue<string>() == topic) is { } last)
                {
                    tamper(logs, last);
                }

                response.Content = new StringContent(answer.ToJsonString());
            }

            return response;
        }
    }
}
