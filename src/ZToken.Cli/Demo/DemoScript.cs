using System.Diagnostics;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>What happens in <c>ztoken demo</c>: three banks pay each other, one of them cheats and is frozen, and a regulator reads what another paid.</summary>
/// <param name="town">The chain with its ledger.</param>
/// <param name="clock">Measures.</param>
/// <param name="tell">Is told each step as it happens.</param>
internal sealed class DemoScript(DemoTown town, StoryClock clock, Action<DemoStep> tell)
{
    private static readonly AssetId euro = DemoAuthorities.Euro;

    // What comes to one note of C, what C spends of it, and what it tries to spend of it again: more than is left, lest it pay with the change.
    private static readonly Amount savings = new(1_000_000_00), honest = new(400_000_00), dishonest = new(700_000_00);

    private readonly List<DemoStep> steps = [];
    private readonly List<DemoRefusal> refusals = [];
    private readonly Dictionary<string, TimeSpan> story = [];

    // BICs for tests by their eighth character, 0: no bank has them.
    private const string NameOfA = "ALFADEF0", NameOfB = "BETAFRP0", NameOfC = "GAMMNLA0";

    /// <summary>Runs the story.</summary>
    /// <param name="keyTime">How long the keys took.</param>
    /// <param name="begun">The timestamp at which the demonstration began.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CommandException">Something that must be did not happen, or something happened that must not.</exception>
    public async Task<DemoReport> RunAsync(TimeSpan keyTime, long begun, CancellationToken cancellation)
    {
        (MemberBank a, MemberBank b, MemberBank c) = await AdmitAsync(cancellation);
        await DepositAsync(a, b, c, cancellation);
        await PayAsync(a, b, c, cancellation);
        await SpendTwiceAsync(a, b, c, cancellation);
        await FreezeAsync(a, c, cancellation);
        using DemoRegulator regulator = await AuditAsync(a, cancellation);
        IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)> pools = await town.Authorities.ComparePoolsAsync(cancellation);
        Require(pools.All(pool => pool.Pool == pool.Escrow), "a pool is not what the z-contract holds: this must never be; keep the chain and report it");
        return new DemoReport
        {
            KeyTime = keyTime,
            Steps = steps,
            Story = [.. StoryRow.All.Select(row => (row, story[row.Name]))],
            Views = await ViewedBundle.ReadAsync(town, regulator.Read(a.Member.Index, regulator.Epoch), cancellation),
            WarrantBank = a.Name,
            WarrantEpoch = regulator.Epoch,
            Members = regulator.Record.Registry.Members.ToDictionary(member => member.Index, member => member.Name),
            Refusals = refusals,
            Pools = pools,
            Blocks = town.Chain.Chain.Head.Number,
            Symbols = town.Ledger.Coins.ToDictionary(coin => coin.Asset, coin => coin.Symbol),
            Time = Stopwatch.GetElapsedTime(begun),
        };
    }

    private async Task<(MemberBank A, MemberBank B, MemberBank C)> AdmitAsync(CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        MemberBank a = await town.AdmitAsync(NameOfA, cancellation), b = await town.AdmitAsync(NameOfB, cancellation), c = await town.AdmitAsync(NameOfC, cancellation);
        const int Approvals = DemoAuthorities.Threshold + DemoAuthorities.Faults;
        Tell($"{a.Name}, {b.Name} and {c.Name} deal their viewing keys to {DemoAuthorities.KeeperCount} keepers, of whom {Approvals} check and admit them", Stopwatch.GetElapsedTime(start));
        return (a, b, c);
    }

    private async Task DepositAsync(MemberBank a, MemberBank b, MemberBank c, CancellationToken cancellation)
    {
        foreach ((MemberBank bank, Amount coins, Amount notes) in new[] { (a, new Amount(5_000_000_00), new Amount(4_000_000_00)), (b, new Amount(3_000_000_00), new Amount(2_000_000_00)), (c, savings, savings) })
        {
            long start = Stopwatch.GetTimestamp();
            TransactionOutcome minted = await town.Authorities.MintAsync(bank.Member, euro, coins, cancellation);
            TimeSpan mint = Stopwatch.GetElapsedTime(start);
            Tell($"the issuer makes {Show(coins)} for money that {bank.Name} brought", mint, minted.BlockNumber);
            (PaymentReport shielded, StageTimes times) = await DoAsync(() => bank.Wallet.ShieldAsync(new ShieldOrder(Key($"shield-{bank.Name}"), euro, notes), cancellation));
            Tell($"{bank.Name} turns {Show(notes)} into notes", times.Total, shielded.Block);
            _ = story.TryAdd("deposit", mint + times.Total);
        }
    }

    private async Task PayAsync(MemberBank a, MemberBank b, MemberBank c, CancellationToken cancellation)
    {
        _ = await b.Wallet.SyncAsync(cancellation: cancellation);
        (PaymentReport paid, StageTimes times) = await DoAsync(() => a.Wallet.PayAsync(Order("invoice-7", b, 250_000_00, "invoice 7"), cancellation));
        Tell($"{a.Name} pays {b.Name} {Show(paid.Amount)}", times.Total, paid.Block);
        await FollowAsync(paid, times, b, cancellation);

        (PaymentReport back, times) = await DoAsync(() => b.Wallet.PayAsync(Order("refund-7", a, 75_000_50, "credit note to invoice 7"), cancellation));
        Tell($"{b.Name} pays {a.Name} {Show(back.Amount)}", times.Total, back.Block);

        PaymentOrder[] run = [.. Enumerable.Range(1, TransferShape.MaxPayments).Select(i => Order($"run-{i}", i % 2 == 0 ? b : c, (ulong)i * 10_000_00, $"salaries, part {i}"))];
        (IReadOnlyList<PaymentReport> all, times) = await clock.MeasureAsync(() => a.Wallet.PayManyAsync(run, cancellation: cancellation));
        Require(all.All(report => report.State == PaymentState.Final), $"a payment run is not final: {all.FirstOrDefault(report => report.Failure is not null)?.Failure}");
        int proofs = all.Select(report => report.Bundle).Distinct().Count();
        Tell($"{a.Name} pays {all.Count} payments in one run with {proofs} proof{(proofs == 1 ? "" : "s")}", times.Total, all.Max(report => report.Block));

        (PaymentReport unshielded, times) = await DoAsync(() => b.Wallet.UnshieldAsync(new UnshieldOrder(Key("unshield-1"), euro, new Amount(500_000_00)), cancellation));
        Tell($"{b.Name} turns {Show(unshielded.Amount)} back into coins", times.Total, unshielded.Block);
    }

    // The first payment's way through the house.
    private async Task FollowAsync(PaymentReport paid, StageTimes times, MemberBank payee, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        SyncReport synced = await payee.Wallet.SyncAsync(cancellation: cancellation);
        story["scan"] = Stopwatch.GetElapsedTime(start);
        Require(synced.Received == 1, $"{payee.Name} does not find its payment");
        Hash256 transaction = paid.Transaction!.Value;
        (story["verify"], story["apply"]) = BlockReplay.Of(town.Chain, town.Ledger, transaction);
        story["order"] = clock.OrderOf(transaction);
        story["plan"] = times.Of("sync") + times.Of("plan");
        foreach (string stage in new[] { "prove", "sign", "submit" })
        {
            story[stage] = times.Of(stage);
        }
    }

    private async Task SpendTwiceAsync(MemberBank a, MemberBank b, MemberBank c, CancellationToken cancellation)
    {
        (BankWallet copy, LateSubmitter submitter) = await c.OpenCopyAsync(Path.Combine(town.Folder, $"{c.Name}-copy"), cancellation);
        PaymentReport? first = null;
        // The copy has planned, proven and signed when the wallet itself spends the same note.
        submitter.Hold(async () => (first, _) = await DoAsync(() => c.Wallet.PayAsync(Order("rent-1", a, honest.Cents, "rent"), cancellation)));
        (string Refusal, TimeSpan Time) second = await RefuseAsync(() => copy.PayAsync(Order("rent-2", b, dishonest.Cents, "the same money again"), cancellation));
        Require(first is not null && submitter.Refused?.Refusal == LedgerRefusal.NullifierSeen, $"a note was not refused when it was spent twice ({submitter.Refused?.Refusal}, {second.Refusal})");
        refusals.Add(new DemoRefusal("the same note spent twice", "the contract", nameof(LedgerRefusal.NullifierSeen)));
        Tell($"{c.Name} pays {a.Name} {Show(honest)} and, with a copy of its wallet, {b.Name} {Show(dishonest)} from the same note: the second is refused, {nameof(LedgerRefusal.NullifierSeen)}", second.Time, first!.Block);
    }

    private async Task FreezeAsync(MemberBank a, MemberBank c, CancellationToken cancellation)
    {
        TransactionOutcome? frozen = null;
        c.Submitter.Hold(async () => frozen = await town.Authorities.FreezeAsync(c.Member, cancellation));
        (string Refusal, TimeSpan Time) late = await RefuseAsync(() => c.Wallet.PayAsync(Order("rent-3", a, 100_000_00, "quickly"), cancellation));
        bool isRefused = c.Submitter.Refused?.Refusal == LedgerRefusal.UnknownMemberRoot && late.Refusal == nameof(WalletRefusal.Frozen);
        Require(frozen is not null && isRefused, $"a frozen bank's payment was not refused ({c.Submitter.Refused?.Refusal}, {late.Refusal})");
        refusals.Add(new DemoRefusal("a payment of a frozen bank", "the contract", nameof(LedgerRefusal.UnknownMemberRoot)));
        Tell($"{c.Name} is frozen while a payment of it is under way: refused, {nameof(LedgerRefusal.UnknownMemberRoot)}", late.Time, frozen!.BlockNumber);

        (string Refusal, TimeSpan Time) to = await RefuseAsync(() => a.Wallet.PayAsync(Order("to-frozen", c, 1_00, ""), cancellation));
        Require(to.Refusal == nameof(WalletRefusal.RecipientAbsent), $"a payment to a frozen bank was not refused as such but as {to.Refusal}");
        refusals.Add(new DemoRefusal("a payment to a frozen bank", "the wallet", to.Refusal));
        Tell($"{a.Name} wants to pay {c.Name}: its wallet refuses, {to.Refusal}", to.Time);
    }

    private async Task<DemoRegulator> AuditAsync(MemberBank bank, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        DemoRegulator regulator = await DemoRegulator.ReadAsync(town.Authorities, cancellation);
        int read = regulator.Read(bank.Member.Index, regulator.Epoch).Sum(transfer => transfer.Payments.Length);
        story["audit"] = Stopwatch.GetElapsedTime(start);
        Tell($"with a warrant {DemoAuthorities.Threshold} of {DemoAuthorities.KeeperCount} keepers open {bank.Name}'s key of epoch {regulator.Epoch}: the regulator reads {read} payments", story["audit"]);

        start = Stopwatch.GetTimestamp();
        SupplyReport supply = await regulator.RecountAsync(cancellation);
        Require(supply.Findings.Count == 0 && supply.Assets.All(asset => asset.Matches), $"the note graph does not agree with the pools: {string.Join("; ", supply.Findings.Select(finding => finding.Detail))}");
        Tell($"with warrants for all banks it counts {supply.Notes} notes: those unspent are worth what the pools say, whatever the proofs said", Stopwatch.GetElapsedTime(start));
        return regulator;
    }

    private async Task<(PaymentReport Report, StageTimes Times)> DoAsync(Func<Task<PaymentReport>> work)
    {
        (PaymentReport report, StageTimes times) = await clock.MeasureAsync(work);
        Require(report.State == PaymentState.Final, $"{report.Kind} {report.Key} is not final but {report.State}: {report.Failure}");
        return (report, times);
    }

    private static async Task<(string Refusal, TimeSpan Time)> RefuseAsync(Func<Task<PaymentReport>> work)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            PaymentReport report = await work();
            Require(report is { State: not PaymentState.Final, Refusal: not null }, $"{report.Key} was to be refused and is {report.State}");
            return (report.Refusal!.Value.ToString(), Stopwatch.GetElapsedTime(start));
        }
        catch (WalletException refused)
        {
            return (refused.Refusal.ToString(), Stopwatch.GetElapsedTime(start));
        }
    }

    private static PaymentOrder Order(string key, MemberBank payee, ulong cents, string text) =>
        new(Key(key), payee.Name, euro, new Amount(cents)) { Remittance = Remittance.TryCreate(key, "", text, out Remittance? remittance, out _) ? remittance : Remittance.None };

    private static PaymentKey Key(string text) => PaymentKey.Parse(text);

    private static string Show(Amount amount) => Money.Show(amount, "dEUR");

    private static void Require(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new CommandException(ExitCode.Refused, complaint);
        }
    }

    private void Tell(string what, TimeSpan time, ulong? block = null)
    {
        DemoStep step = new(what, time, block);
        steps.Add(step);
        tell(step);
    }
}
