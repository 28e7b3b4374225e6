using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <content>Orders.</content>
public sealed partial class BankWallet
{
    // Transfers of a run that are under way at a time: while one waits for its block the next is proven.
    private const int RunsAtOnce = 3;

    private static readonly TimeSpan pauseForMoney = TimeSpan.FromMilliseconds(50);

    /// <summary>Pays a member, and returns once the payment is final, has failed, or the wallet's patience is over.</summary>
    /// <param name="order">The order. One with the same key that was given before is not paid again: its state is returned, and if it is under way it is waited for.</param>
    /// <param name="cancellation">Ends the waiting; a payment that is under way goes on.</param>
    /// <returns>How far it came: only <see cref="PaymentState.Final"/> is paid, only <see cref="PaymentState.Failed"/> is not and never will be.</returns>
    /// <exception cref="WalletException">The order is refused, and not written down.</exception>
    public Task<PaymentReport> PayAsync(PaymentOrder order, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderAsync(order.Key, state => ToStored(state, order), cancellation);
    }

    /// <summary>Turns coins of the wallet's account into notes.</summary>
    /// <inheritdoc cref="PayAsync"/>
    public async Task<PaymentReport> ShieldAsync(ShieldOrder order, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        StoredPayment stored = ToStored(order.Key, PaymentKind.Shield, order.Asset, order.Amount);
        if (await FindPaymentAsync(order.Key, cancellation).ConfigureAwait(false) is null)
        {
            _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
            await delivery.RequireCoinsAsync(order.Asset, order.Amount, cancellation).ConfigureAwait(false);
        }

        return await OrderAsync(order.Key, _ => stored, cancellation).ConfigureAwait(false);
    }

    /// <summary>Turns notes into coins of a member's account.</summary>
    /// <inheritdoc cref="PayAsync"/>
    public Task<PaymentReport> UnshieldAsync(UnshieldOrder order, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return OrderAsync(order.Key, _ => ToStored(order.Key, PaymentKind.Unshield, order.Asset, order.Amount) with { Target = order.Target?.ToString() }, cancellation);
    }

    /// <summary>Makes many payments, several by one proof where the ledger has the shape for it. All orders are written down before the first is paid.</summary>
    /// <param name="orders">The orders; those with keys that were given before are not paid again.</param>
    /// <param name="progress">Is told of each that is final or has failed.</param>
    /// <param name="cancellation">Ends the waiting; what is under way goes on, the rest stays written down for <see cref="RecoverAsync"/>.</param>
    /// <returns>How far each came, in the order that they were given in.</returns>
    /// <exception cref="WalletException">One is refused, or all together are more than there is: then none is written down.</exception>
    public async Task<IReadOnlyList<PaymentReport>> PayManyAsync(IReadOnlyList<PaymentOrder> orders, IProgress<PaymentReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        if (orders.Select(order => order.Key).Distinct().Count() != orders.Count)
        {
            throw new WalletException(WalletRefusal.KeyUsedOtherwise, "two of the orders have the same key");
        }

        RequireSigner();
        _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
        long[] ids = await gate.EnterAsync(state => AddAll(state, orders), cancellation).ConfigureAwait(false);
        await RunAsync(ids, progress, cancellation).ConfigureAwait(false);
        return await ReportAsync(ids, cancellation).ConfigureAwait(false);
    }

    /// <summary>Merges notes of an asset into one, as many as the widest shape takes.</summary>
    /// <returns>How far it came; null where there is nothing to merge.</returns>
    /// <exception cref="WalletException">The wallet is not a member's, or the node is away.</exception>
    public async Task<PaymentReport?> ConsolidateAsync(AssetId asset, CancellationToken cancellation = default)
    {
        RequireSigner();
        _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
        (long Transfer, long Payment)? begun = await gate.EnterAsync(state => TryMerge(state, asset), cancellation).ConfigureAwait(false);
        if (begun is not { } merge)
        {
            return null;
        }

        await pipeline.RunAsync(merge.Transfer, cancellation).ConfigureAwait(false);
        return (await ReportAsync([merge.Payment], cancellation).ConfigureAwait(false))[0];
    }

    /// <summary>Finishes whatever a crash, a time-out or a cancellation left under way.</summary>
    /// <returns>How far each of those orders came.</returns>
    /// <exception cref="WalletException">The node is away, or the disk does not do its part.</exception>
    public async Task<IReadOnlyList<PaymentReport>> RecoverAsync(CancellationToken cancellation = default)
    {
        _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
        long[] open = await gate.EnterAsync(state => state.Payments.Keys.Order().ToArray(), cancellation).ConfigureAwait(false);
        await RunAsync(open, null, cancellation).ConfigureAwait(false);
        return await ReportAsync(open, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives up an order of which nothing was signed yet; its notes are free again.</summary>
    /// <returns>The order; it has failed unless it was too late for that. Null where there is none.</returns>
    public Task<PaymentReport?> CancelAsync(PaymentKey key, CancellationToken cancellation = default) => gate.EnterAsync(
        state =>
        {
            if (state.FindPayment(key) is not { } found)
            {
                return null;
            }

            state.CancelUnsigned(found.Id);
            return Reports.ToReport(state.PaymentOf(found.Id));
        },
        cancellation);

    private async Task<PaymentReport> OrderAsync(PaymentKey key, Func<WalletState, StoredPayment> read, CancellationToken cancellation)
    {
        RequireSigner();
        _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
        long begun = settings.Time.GetTimestamp();
        long? payment;
        while ((payment = await gate.EnterAsync(state => FindOrBegin(state, key, read(state)), cancellation).ConfigureAwait(false)) is null)
        {
            await MakeRoomAsync(read, begun, cancellation).ConfigureAwait(false);
        }

        await RunAsync([payment.Value], null, cancellation).ConfigureAwait(false);
        return (await ReportAsync([payment.Value], cancellation).ConfigureAwait(false))[0];
    }

    // Null where notes must be merged or waited for first: nothing is written down then.
    private long? FindOrBegin(WalletState state, PaymentKey key, StoredPayment order)
    {
        if (state.FindPayment(key) is { } known)
        {
            RequireSame(known.Payment, order);
            return known.Id;
        }

        RequirePresent(state, order);
        if (planner.TryPlan(state, [order], [0]) is not { } transfer)
        {
            return null;
        }

        long id = state.Add([order])[0];
        _ = state.Begin(transfer with { Payments = [id] });
        return id;
    }

    // Merges notes where there is enough in too many of them; waits where what is under way will bring enough; else refuses.
    private async Task MakeRoomAsync(Func<WalletState, StoredPayment> read, long begun, CancellationToken cancellation)
    {
        long? merging = await gate.EnterAsync(
            state =>
            {
                StoredPayment order = read(state);
                AssetBalance balance = state.BalanceOf(new AssetId(order.Asset), SymbolOf(new AssetId(order.Asset)));
                return balance.Spendable.Cents >= order.Cents ? TryMerge(state, balance.Asset)?.Transfer : Refuse(order.Cents, balance, settings.Time.GetElapsedTime(begun) > settings.Patience);
            },
            cancellation).ConfigureAwait(false);
        if (merging is { } id)
        {
            await pipeline.RunAsync(id, cancellation).ConfigureAwait(false);
            return;
        }

        await Task.Delay(pauseForMoney, settings.Time, cancellation).ConfigureAwait(false);
        _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
    }

    // Throws unless payments under way give back enough.
    private static long? Refuse(UInt128 wanted, AssetBalance balance, bool isLate)
    {
        if (!isLate && (UInt128)balance.Spendable.Cents + balance.Pending.Cents >= wanted)
        {
            return null;
        }

        string cents = new Amount((ulong)UInt128.Min(wanted, ulong.MaxValue)).ToString();
        throw new WalletException(
            WalletRefusal.InsufficientFunds,
            $"{cents} {balance.Symbol} are wanted, {balance.Spendable} can be spent; {balance.Reserved} are in notes that payments under way spend, {balance.Pending} come back from those");
    }

    private long[] AddAll(WalletState state, IReadOnlyList<PaymentOrder> orders)
    {
        (StoredPayment Stored, long? Known)[] all = [.. orders.Select(order =>
        {
            StoredPayment stored = ToStored(state, order);
            if (state.FindPayment(order.Key) is not { } known)
            {
                RequirePresent(state, stored);
                return (stored, (long?)null);
            }

            RequireSame(known.Payment, stored);
            return (stored, known.Id);
        })];
        StoredPayment[] added = [.. all.Where(entry => entry.Known is null).Select(entry => entry.Stored)];
        foreach (IGrouping<uint, StoredPayment> asset in added.GroupBy(order => order.Asset))
        {
            AssetBalance balance = state.BalanceOf(new AssetId(asset.Key), SymbolOf(new AssetId(asset.Key)));
            UInt128 wanted = TransferPlanner.Sum(asset);
            if (wanted > balance.Spendable.Cents)
            {
                _ = Refuse(wanted, balance, isLate: false);
            }
        }

        Queue<long> ids = new(state.Add(added));
        return [.. all.Select(entry => entry.Known ?? ids.Dequeue())];
    }

    // Orders that have a transfer are worked on; the others are put together, as many as a transfer makes.
    private async Task RunAsync(IReadOnlyList<long> ids, IProgress<PaymentReport>? progress, CancellationToken cancellation)
    {
        (long[] transfers, long[][] chunks) = await gate.EnterAsync(
            state =>
            {
                StoredPayment[] open = [.. ids.Where(state.Payments.ContainsKey).Select(id => state.Payments[id])];
                long[] begun = [.. open.Where(order => order.Transfer is not null).Select(order => order.Transfer!.Value).Distinct()];
                long[][] groups = [.. ids.Where(id => state.Payments.TryGetValue(id, out StoredPayment? order) && order.Transfer is null)
                    .GroupBy(id => (state.Payments[id].Asset, Alone: state.Payments[id].Kind == PaymentKind.Payment ? 0 : id))
                    .SelectMany(group => group.Chunk(planner.MostPayments))];
                return (begun, groups);
            },
            cancellation).ConfigureAwait(false);
        await Task.WhenAll(transfers.Select(transfer => pipeline.RunAsync(transfer, cancellation))).ConfigureAwait(false);
        ParallelOptions options = new() { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(chunks, options, async (chunk, cancel) =>
        {
            await RunChunkAsync(chunk, cancel).ConfigureAwait(false);
            foreach (PaymentReport report in await ReportAsync(chunk, cancel).ConfigureAwait(false))
            {
                progress?.Report(report);
            }
        }).ConfigureAwait(false);
    }

    private async Task RunChunkAsync(long[] chunk, CancellationToken cancellation)
    {
        long begun = settings.Time.GetTimestamp();
        try
        {
            while (true)
            {
                long? transfer = await gate.EnterAsync(state => TryBegin(state, chunk), cancellation).ConfigureAwait(false);
                if (transfer is { } id)
                {
                    await pipeline.RunAsync(id, cancellation).ConfigureAwait(false);
                    return;
                }

                await MakeRoomAsync(state => TotalOf(state, chunk), begun, cancellation).ConfigureAwait(false);
            }
        }
        catch (WalletException refused)
        {
            await gate.EnterAsync(state => state.Note(chunk, refused.Refusal, refused.Message), cancellation).ConfigureAwait(false);
        }
    }

    private long? TryBegin(WalletState state, long[] chunk)
    {
        StoredPayment[] orders = [.. chunk.Select(id => state.Payments[id])];
        if (orders[0].Transfer is { } begun)
        {
            return begun;
        }

        return planner.TryPlan(state, orders, chunk) is { } transfer ? state.Begin(transfer) : null;
    }

    private static StoredPayment TotalOf(WalletState state, long[] chunk)
    {
        UInt128 total = TransferPlanner.Sum(chunk.Select(state.PaymentOf));
        return state.PaymentOf(chunk[0]) with { Cents = (ulong)UInt128.Min(total, ulong.MaxValue) };
    }

    private (long Transfer, long Payment)? TryMerge(WalletState state, AssetId asset)
    {
        _ = TransferPlanner.RequireSelf(state);
        if (planner.TryMerge(state, asset, 0) is not { } merge)
        {
            return null;
        }

        long payment = state.Add([ToStored(PaymentKey.New(settings.Random), PaymentKind.Consolidation, asset, new Amount(merge.Change))])[0];
        return (state.Begin(merge with { Payments = [payment] }), payment);
    }

    private Task<IReadOnlyList<PaymentReport>> ReportAsync(IReadOnlyList<long> ids, CancellationToken cancellation) =>
        gate.EnterAsync<IReadOnlyList<PaymentReport>>(state => [.. ids.Select(id => Reports.ToReport(state.PaymentOf(id)))], cancellation);

    private StoredPayment ToStored(WalletState state, PaymentOrder order)
    {
        RegisteredMember payee = RecipientBook.Resolve(order.Recipient, state.Registry, settings.Network);
        if (payee.Owner == Owner)
        {
            throw new WalletException(WalletRefusal.PaymentToOneself, $"'{order.Recipient}' is this bank itself");
        }

        return ToStored(order.Key, PaymentKind.Payment, order.Asset, order.Amount) with
        {
            Recipient = order.Recipient,
            Payee = payee.Index.Number,
            EndToEndId = order.Remittance.EndToEndId,
            Purpose = order.Remittance.Purpose,
            Text = order.Remittance.Text,
        };
    }

    private StoredPayment ToStored(PaymentKey key, PaymentKind kind, AssetId asset, Amount amount)
    {
        if (amount.IsZero)
        {
            throw new WalletException(WalletRefusal.NothingToPay, "the amount is zero");
        }

        _ = SymbolOf(asset);
        return new StoredPayment { Key = key.ToString(), Kind = kind, State = PaymentState.Planned, Asset = asset.Number, Cents = amount.Cents, CreatedAt = settings.Time.GetUtcNow() };
    }

    // Before anything is written down; that it is still so when a bundle is planned is looked at then.
    private static void RequirePresent(WalletState state, StoredPayment order)
    {
        RegisteredMember self = TransferPlanner.RequireSelf(state);
        Epoch epoch = state.Registry.Current ?? throw new WalletException(WalletRefusal.NotAMember, "the ledger has no epoch yet");
        if (!state.TryFind(epoch, self.Index, out _))
        {
            throw new WalletException(WalletRefusal.Frozen, $"{self.Name} cannot pay in epoch {epoch}: it is frozen or retired, or its key of the epoch was not approved");
        }

        if (order.Payee is { } payee && !state.TryFind(epoch, new MemberIndex(payee), out _))
        {
            throw new WalletException(WalletRefusal.RecipientAbsent, $"'{order.Recipient}' cannot be paid in epoch {epoch}: it is frozen or retired, or its key of the epoch was not approved");
        }
    }

    private void RequireSigner()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (settings.Signer is null && !keys.CanSign)
        {
            throw new WalletException(WalletRefusal.CannotSign, "the wallet holds no key that spends, and was given no signer");
        }
    }

    private string SymbolOf(AssetId asset) =>
        settings.Ledger.Coins.FirstOrDefault(coin => coin.Asset == asset)?.Symbol ?? throw new WalletException(WalletRefusal.UnknownAsset, $"the ledger has no asset {asset}");

    private static void RequireSame(StoredPayment known, StoredPayment order)
    {
        bool isSame = (known.Kind, known.Asset, known.Cents, known.Payee, known.Target) == (order.Kind, order.Asset, order.Cents, order.Payee, order.Target) &&
            (known.EndToEndId, known.Purpose, known.Text) == (order.EndToEndId, order.Purpose, order.Text);
        if (!isSame)
        {
            throw new WalletException(WalletRefusal.KeyUsedOtherwise, $"the key '{known.Key}' was given to another order: repeat that one exactly, or choose another key");
        }
    }
}
