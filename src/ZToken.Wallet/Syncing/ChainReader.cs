using Microsoft.Extensions.Logging;
using ZToken.Contracts;
using ZToken.Ledger;

namespace ZToken.Wallet;

/// <summary>Brings a wallet's state up to the chain's latest block, a batch at a time: what was read before an interruption stays read.</summary>
/// <remarks>
/// A block that the chain may still take back is a batch of its own, so that the state can go back to exactly the block before it; those behind are read many at
/// a time, for a checkpoint of the tree and a write to the disk cost more than most blocks. The state belongs to the caller alone meanwhile.
/// </remarks>
/// <param name="settings">The node and the ledger.</param>
/// <param name="state">What is brought up to date.</param>
/// <param name="log">Told of reorganisations.</param>
internal sealed partial class ChainReader(WalletSettings settings, WalletState state, ILogger log)
{
    // So many latest blocks are read one at a time.
    private const ulong OneByOne = 64;

    // A batch ends when it has so many bundles: about 100 MB of effects in memory.
    private const int BundlesInBatch = 8192;

    private bool isChecked;

    /// <summary>Reads on to the latest block.</summary>
    /// <exception cref="WalletException">The node is away, behind, or tells what cannot be; or the disk does not do its part.</exception>
    public async Task<SyncReport> ReadAsync(IProgress<SyncProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            await CheckChainAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await ReadOnAsync(progress, cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException)
            {
                // The chain may have changed while it was read; a node that lies does so twice.
                state.Load();
                return await ReadOnAsync(progress, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is HttpRequestException or RpcException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new WalletException(WalletRefusal.NodeAway, $"the node does not answer ({e.Message}): is it running, and is its address right?", e);
        }
        catch (InvalidDataException e)
        {
            throw new WalletException(WalletRefusal.NodeLies, $"the node tells what cannot be: {e.Message}", e);
        }
    }

    private async Task CheckChainAsync(CancellationToken cancellation)
    {
        if (isChecked)
        {
            return;
        }

        ulong chainId = await settings.Node.GetChainIdAsync(cancellation).ConfigureAwait(false);
        if (chainId != settings.Ledger.ChainId)
        {
            throw new InvalidDataException($"it is of chain {chainId}, the ledger is on chain {settings.Ledger.ChainId}");
        }

        isChecked = true;
    }

    private async Task<SyncReport> ReadOnAsync(IProgress<SyncProgress>? progress, CancellationToken cancellation)
    {
        BlockHeader latest = await LatestAsync(cancellation).ConfigureAwait(false);
        await FollowReorganisationAsync(latest, cancellation).ConfigureAwait(false);
        ulong from = state.Next;
        Tally tally = new();
        if (latest.Number >= from)
        {
            await ReadBlocksAsync(latest, tally, progress, cancellation).ConfigureAwait(false);
            state.ReachTo(latest.Number, HashOf(latest), latest.Timestamp);
        }

        progress?.Report(new SyncProgress(latest.Number, latest.Number, state.Account.Tree.Count));
        return new SyncReport(from, state.Next - 1, tally.Bundles, tally.Received, tally.Spent);
    }

    private async Task<BlockHeader> LatestAsync(CancellationToken cancellation)
    {
        BlockHeader latest = await settings.Node.GetHeaderAsync(BlockTag.Latest, cancellation).ConfigureAwait(false) ?? throw new InvalidDataException("it has no latest block");
        return settings.Confirmations == 0
            ? latest
            : await settings.Node.GetHeaderAsync(BlockTag.Of(latest.Number - Math.Min(latest.Number, settings.Confirmations)), cancellation).ConfigureAwait(false)
                ?? throw new InvalidDataException("a block below its latest is missing");
    }

    // The last block that was read must still be there; else the newest that is.
    private async Task FollowReorganisationAsync(BlockHeader latest, CancellationToken cancellation)
    {
        if (state.Marks.Count == 0)
        {
            return;
        }

        StoredMark newest = state.Marks[^1];
        if ((latest.Number == newest.Height && HashOf(latest) == newest.Hash) || (latest.Number == newest.Height + 1 && latest.ParentHash.ToString() == newest.Hash))
        {
            return;
        }

        for (int i = state.Marks.Count - 1; i >= 0; i--)
        {
            StoredMark mark = state.Marks[i];
            if (mark.Height <= latest.Number && await IsOnChainAsync(mark, cancellation).ConfigureAwait(false))
            {
                if (i < state.Marks.Count - 1)
                {
                    Rewind(mark, latest, newest);
                }

                return;
            }
        }

        Rewind(null, latest, newest);
    }

    // A node that knows less than the wallet is behind, or its chain lost blocks; the same block at its end tells which, later.
    private void Rewind(StoredMark? mark, BlockHeader latest, StoredMark newest)
    {
        if (latest.Number < newest.Height)
        {
            throw new WalletException(WalletRefusal.NodeBehind, $"the node is at block {latest.Number}, the wallet has read {newest.Height}: wait until the node has caught up, or ask another");
        }

        LogReorganisation(log, mark?.Height ?? 0, newest.Height);
        state.RewindTo(mark);
    }

    private async Task<bool> IsOnChainAsync(StoredMark mark, CancellationToken cancellation) =>
        await settings.Node.GetHeaderAsync(BlockTag.Of(mark.Height), cancellation).ConfigureAwait(false) is { } header && HashOf(header) == mark.Hash;

    private static string HashOf(BlockHeader header) => header.ComputeHash().ToString();

    private async Task ReadBlocksAsync(BlockHeader latest, Tally tally, IProgress<SyncProgress>? progress, CancellationToken cancellation)
    {
        LedgerFollower follower = new(settings.Node, settings.Ledger, state.Next, state.Account.Tree.Count);
        ulong settled = latest.Number - Math.Min(latest.Number, OneByOne);
        List<LedgerBlock> batch = [];
        int bundles = 0;
        await foreach (LedgerBlock block in follower.ReadToAsync(latest.Number, cancellation).ConfigureAwait(false))
        {
            if (batch.Count > 0 && (block.Height > settled || bundles >= BundlesInBatch))
            {
                await KeepAsync(batch, tally, cancellation).ConfigureAwait(false);
                progress?.Report(new SyncProgress(state.Next - 1, latest.Number, state.Account.Tree.Count));
                (batch, bundles) = ([], 0);
            }

            batch.Add(block);
            bundles += block.Bundles.Count;
        }

        if (batch.Count > 0)
        {
            await KeepAsync(batch, tally, cancellation).ConfigureAwait(false);
        }
    }

    private async Task KeepAsync(IReadOnlyList<LedgerBlock> blocks, Tally tally, CancellationToken cancellation)
    {
        ReadBatch batch = state.Read(blocks, cancellation);
        Dictionary<ulong, ulong> times = [];
        foreach (LedgerBlock block in batch.Touched)
        {
            BlockHeader header = await settings.Node.GetHeaderAsync(BlockTag.Of(block.Height), cancellation).ConfigureAwait(false) ?? throw new InvalidDataException($"block {block.Height} is missing");
            times.Add(block.Height, header.ComputeHash() == block.Hash ? header.Timestamp : throw new InvalidDataException($"its logs of block {block.Height} are of another block than its header; read again"));
        }

        state.Keep(batch, times);
        tally.Add(batch);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The chain took blocks back: read anew from block {Height}, not from {Before}")]
    private static partial void LogReorganisation(ILogger log, ulong height, ulong before);

    private sealed class Tally
    {
        public int Bundles { get; private set; }

        public int Received { get; private set; }

        public int Spent { get; private set; }

        public void Add(ReadBatch batch) =>
            (Bundles, Received, Spent) = (Bundles + batch.Blocks.Sum(block => block.Bundles.Count), Received + batch.Reading.Received.Length, Spent + batch.Reading.Spent.Length);
    }
}
