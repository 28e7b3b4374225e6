using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Takes a transfer from its plan to a block: prove, sign, submit, wait, and whatever of it must be done again.</summary>
/// <remarks>
/// That nothing is paid twice rests on one rule: all bundles that are ever signed for a transfer spend the same notes, so the ledger takes one of them at most.
/// A transfer without notes, which only shields, is signed again only once the bundle before has expired. Each bundle is in the database
/// before anybody else has it, so after a crash its transfer is known by whichever of them the chain took.
/// </remarks>
internal sealed partial class TransferPipeline : IAsyncDisposable
{
    // A bundle is handed in again when it is in no block for so long: nodes forget what waits.
    private static readonly TimeSpan shortestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(250);

    private readonly WalletSettings settings;
    private readonly WalletKeys keys;
    private readonly WalletGate gate;
    private readonly ChainReader chain;
    private readonly ISpendSigner signer;
    private readonly TransferPlanner planner;
    private readonly BundleDelivery delivery;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<long, Task> running = [];
    private readonly CancellationTokenSource closing = new();

    // A proof uses all processors.
    private readonly SemaphoreSlim proving = new(1);

    public TransferPipeline(WalletSettings settings, WalletKeys keys, WalletGate gate, ChainReader chain, ISpendSigner signer, TransferPlanner planner, BundleDelivery delivery, ILogger log) =>
        (this.settings, this.keys, this.gate, this.chain, this.signer, this.planner, this.delivery, this.log) = (settings, keys, gate, chain, signer, planner, delivery, log);

    /// <summary>Works on a transfer until it is final, has failed, or the wallet's patience is over; several who ask for the same wait for the same work.</summary>
    /// <param name="id">The transfer.</param>
    /// <param name="cancellation">Ends the waiting; the work goes on.</param>
    public async Task RunAsync(long id, CancellationToken cancellation)
    {
        TaskCompletionSource mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task work = running.GetOrAdd(id, mine.Task);
        if (work == mine.Task)
        {
            _ = Task.Run(() => FinishAsync(id, mine), CancellationToken.None);
        }

        await work.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        foreach (Task task in running.Values)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        closing.Dispose();
        proving.Dispose();
    }

    private async Task FinishAsync(long id, TaskCompletionSource done)
    {
        try
        {
            await WorkAsync(id, closing.Token).ConfigureAwait(false);
            _ = running.TryRemove(id, out _);
            done.SetResult();
        }
        catch (Exception e)
        {
            _ = running.TryRemove(id, out _);
            done.SetException(e is OperationCanceledException ? new ObjectDisposedException(nameof(BankWallet), e) : e);
        }
    }

    private async Task WorkAsync(long id, CancellationToken cancellation)
    {
        Patience patience = new(settings);
        PreparedTransfer? prepared = null;
        while (await FindAsync(id, cancellation).ConfigureAwait(false) is { Refusal: null } transfer && !patience.IsOver)
        {
            try
            {
                if (transfer.Bundle is null || await IsExpiredAsync(transfer, cancellation).ConfigureAwait(false))
                {
                    prepared = await SignAsync(id, cancellation).ConfigureAwait(false);
                    continue;
                }

                switch (await SubmitAsync(id, transfer, cancellation).ConfigureAwait(false))
                {
                    case Delivery.Stale:
                        prepared = await ProveAgainAsync(id, transfer, prepared, cancellation).ConfigureAwait(false);
                        break;
                    case Delivery.Expired:
                        // For the chain's time, which the next bundle's life is counted from.
                        _ = await ReadChainAsync(cancellation).ConfigureAwait(false);
                        prepared = await SignAsync(id, cancellation).ConfigureAwait(false);
                        break;
                    default:
                        await WaitAsync(id, patience, cancellation).ConfigureAwait(false);
                        break;
                }
            }
            catch (WalletException refused) when (IsForGood(refused.Refusal))
            {
                await gate.EnterAsync(state => state.Hold(id, refused.Refusal, refused.Message), cancellation).ConfigureAwait(false);
            }
            catch (WalletException refused) when (IsForNow(refused.Refusal))
            {
                await gate.EnterAsync(state => state.Delay(id, refused.Refusal, refused.Message), cancellation).ConfigureAwait(false);
                await Task.Delay(longestPause, settings.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool IsForGood(WalletRefusal refusal) => refusal is
        WalletRefusal.SignerRefused or WalletRefusal.LedgerRefused or WalletRefusal.RecipientAbsent or WalletRefusal.Frozen or WalletRefusal.NotAMember or WalletRefusal.NoCoinAccount or WalletRefusal.InsufficientFunds;

    private static bool IsForNow(WalletRefusal refusal) => refusal is WalletRefusal.NodeAway or WalletRefusal.NodeBehind or WalletRefusal.SignerAway or WalletRefusal.ProverFailed;

    private Task<StoredTransfer?> FindAsync(long id, CancellationToken cancellation) => gate.EnterAsync(state => state.Transfers.GetValueOrDefault(id), cancellation);

    private Task<bool> IsExpiredAsync(StoredTransfer transfer, CancellationToken cancellation) => gate.EnterAsync(state => state.IsExpired(transfer), cancellation);

    // Null where the transfer is over meanwhile.
    private async Task<PreparedTransfer?> SignAsync(long id, CancellationToken cancellation)
    {
        PreparedTransfer? prepared;
        using (WalletStep step = WalletActivity.Begin(WalletStage.Plan))
        {
            prepared = await gate.EnterAsync(state => state.Transfers.TryGetValue(id, out StoredTransfer? transfer) ? planner.Prepare(state, transfer) : null, cancellation).ConfigureAwait(false);
            step.Succeed();
        }

        if (prepared is null)
        {
            return null;
        }

        Proof proof = await ProveAsync(prepared, cancellation).ConfigureAwait(false);
        byte[] signature = await AuthorizeAsync(prepared, cancellation).ConfigureAwait(false);
        Bundle bundle = new(prepared.Statement, settings.VerifyingKeyVersion, proof.ToBytes(), prepared.Memos, prepared.Transfer.Plan.Terms, signature);
        await gate.EnterAsync(state => state.SignIfThere(id, bundle), cancellation).ConfigureAwait(false);
        return prepared;
    }

    private async Task<PreparedTransfer?> ProveAgainAsync(long id, StoredTransfer transfer, PreparedTransfer? prepared, CancellationToken cancellation)
    {
        _ = await ReadChainAsync(cancellation).ConfigureAwait(false);
        if (await FindAsync(id, cancellation).ConfigureAwait(false) is null)
        {
            return prepared;
        }

        bool isOpen = prepared is not null && await gate.EnterAsync(state => state.Registry.Current == prepared.Transfer.Plan.Epoch, cancellation).ConfigureAwait(false);
        if (!isOpen)
        {
            if (transfer.Notes.Count > 0)
            {
                return await SignAsync(id, cancellation).ConfigureAwait(false);
            }

            // A shield whose plan is gone: it can only be planned anew, and only after the bundle that is out.
            await gate.EnterAsync(state => state.Delay(id, WalletRefusal.Expired, "the ledger moved on while the wallet was away: it is made anew once the bundle that is out has expired"), cancellation).ConfigureAwait(false);
            await Task.Delay(longestPause, settings.Time, cancellation).ConfigureAwait(false);
            return null;
        }

        PreparedTransfer again = await gate.EnterAsync(state => prepared!.Again(state, keys.Viewing), cancellation).ConfigureAwait(false);
        Proof proof = await ProveAsync(again, cancellation).ConfigureAwait(false);
        Bundle before = ReadBundle(transfer);
        Bundle proven = before.ProvenAgain(again.Statement.NoteRoot, again.Statement.MemberRoot, proof.ToBytes());
        await gate.EnterAsync(state => state.SignIfThere(id, proven), cancellation).ConfigureAwait(false);
        return again;
    }

    private async Task<Proof> ProveAsync(PreparedTransfer prepared, CancellationToken cancellation)
    {
        using WalletStep step = WalletActivity.Begin(WalletStage.Prove, prepared.Transfer.Plan.Shape);
        await proving.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Proof proof = await settings.Prover.ProveAsync(prepared.Witness, cancellation: cancellation).ConfigureAwait(false);
            step.Succeed();
            return proof;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            step.Refuse(WalletRefusal.ProverFailed);
            throw new WalletException(WalletRefusal.ProverFailed, $"the prover made no proof: {e.Message}", e);
        }
        finally
        {
            _ = proving.Release();
        }
    }

    private async Task<byte[]> AuthorizeAsync(PreparedTransfer prepared, CancellationToken cancellation)
    {
        using WalletStep step = WalletActivity.Begin(WalletStage.Sign, prepared.Transfer.Plan.Shape);
        SigningAnswer answer;
        try
        {
            answer = await signer.SignAsync(new SigningRequest(prepared.Transfer.Plan, prepared.Effects, prepared.Memos), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not WalletException && !cancellation.IsCancellationRequested)
        {
            throw new WalletException(WalletRefusal.SignerAway, $"the signer does not answer: {e.Message}", e);
        }

        if (answer.Signature is not { } signature)
        {
            step.Refuse(answer.Refusal!.Value);
            throw new WalletException(WalletRefusal.SignerRefused, $"the signer refuses: {answer.Refusal}");
        }

        byte[] bytes = new byte[Crypto.RedJubjubSignature.SizeInBytes];
        signature.WriteTo(bytes);
        step.Succeed();
        return bytes;
    }

    private async Task<Delivery> SubmitAsync(long id, StoredTransfer transfer, CancellationToken cancellation)
    {
        using WalletStep step = WalletActivity.Begin(WalletStage.Submit);
        try
        {
            Hash256 transaction = await delivery.DeliverAsync(ReadBundle(transfer), cancellation).ConfigureAwait(false);
            await gate.EnterAsync(state => state.SubmitIfThere(id, transaction), cancellation).ConfigureAwait(false);
            LogSubmitted(log, transfer.Kind);
            step.Succeed();
            return Delivery.Taken;
        }
        catch (LedgerRefusedException refused)
        {
            step.Refuse(refused.Refusal);
            return refused.Refusal switch
            {
                LedgerRefusal.UnknownNoteRoot or LedgerRefusal.UnknownMemberRoot => Delivery.Stale,
                LedgerRefusal.Expired => Delivery.Expired,
                // It waits in the node's pool, or is in a block that was not read yet.
                LedgerRefusal.NullifierSeen => Delivery.Taken,
                _ => throw new WalletException(WalletRefusal.LedgerRefused, $"the ledger refuses: {refused.Error}", refused),
            };
        }
        catch (Exception e) when (e is HttpRequestException or RpcException or InvalidDataException or TimeoutException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new WalletException(WalletRefusal.NodeAway, $"the node does not take the bundle: {e.Message}", e);
        }
    }

    private async Task WaitAsync(long id, Patience patience, CancellationToken cancellation)
    {
        using WalletStep step = WalletActivity.Begin(WalletStage.Final);
        long begun = settings.Time.GetTimestamp();
        TimeSpan wait = patience.NextWait(shortestWait), pause = shortestPause;
        while (true)
        {
            SyncReport read = await ReadChainAsync(cancellation).ConfigureAwait(false);
            if (await FindAsync(id, cancellation).ConfigureAwait(false) is not { } transfer)
            {
                step.Reach(read.To);
                step.Succeed();
                return;
            }

            if (patience.IsOver || settings.Time.GetElapsedTime(begun) > wait || await IsExpiredAsync(transfer, cancellation).ConfigureAwait(false))
            {
                return;
            }

            await Task.Delay(pause, settings.Time, cancellation).ConfigureAwait(false);
            pause = pause + pause < longestPause ? pause + pause : longestPause;
        }
    }

    private Task<SyncReport> ReadChainAsync(CancellationToken cancellation) => gate.EnterAsync(_ => chain.ReadAsync(null, cancellation), cancellation);

    private Bundle ReadBundle(StoredTransfer transfer) =>
        Bundle.TryRead(transfer.Bundle, settings.Ledger.ChainId, settings.Ledger.ZToken.ToAccount(), out Bundle? bundle) ? bundle : throw WalletDatabase.Damaged("a bundle is malformed");

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "A node took the bundle of a {Kind}")]
    private static partial void LogSubmitted(ILogger log, PaymentKind kind);

    /// <summary>What became of a bundle that was handed in.</summary>
    private enum Delivery
    {
        /// <summary>A node has it.</summary>
        Taken,

        /// <summary>The trees that it was proven under are not accepted any more.</summary>
        Stale,

        /// <summary>Its time is over.</summary>
        Expired,
    }

    /// <summary>How long is waited in all, and before the bundle is handed in again.</summary>
    private sealed class Patience(WalletSettings settings)
    {
        private readonly long begun = settings.Time.GetTimestamp();
        private TimeSpan wait;

        public bool IsOver => settings.Time.GetElapsedTime(begun) > settings.Patience;

        public TimeSpan NextWait(TimeSpan least) => wait = wait == TimeSpan.Zero ? least : wait + wait;
    }
}
