using System.Threading.Channels;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Makes blocks of what waits in the pool: at once, or at a beat. The one validator of a local chain; many will take turns through an order they agree on.</summary>
/// <remarks>
/// Several blocks may fall into one second, so a block's time may equal its parent's: whole seconds that strictly rise would run ahead of the clock which
/// expiries and epochs are measured by. Where the clock steps back, blocks keep the parent's time until it has caught up.
/// </remarks>
public sealed class BlockProducer : IAsyncDisposable
{
    private readonly Chain chain;
    private readonly TransactionPool pool;
    private readonly LocalChainOptions options;
    private readonly Channel<bool> work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    /// <summary>Begins to make blocks.</summary>
    public BlockProducer(Chain chain, TransactionPool pool, LocalChainOptions options)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(options);
        this.chain = chain;
        this.pool = pool;
        this.options = options;
        pool.Added += Wake;
        loop = Task.Run(RunAsync);
    }

    /// <summary>Ends when production does: successfully when it was told to, else with what went wrong.</summary>
    public Task Completion => loop;

    /// <summary>Makes a block now, be there transactions or not.</summary>
    /// <exception cref="IOException">The disk does not do its part.</exception>
    /// <exception cref="InvalidOperationException">The chain takes no more blocks.</exception>
    public CommittedBlock Produce() => Produce(evenEmpty: true).Block;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        pool.Added -= Wake;
        await stopping.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await work.Reader.ReadAsync(stopping.Token);
                if (options.BlockTime is TimeSpan pause)
                {
                    await Task.Delay(pause, options.Time, stopping.Token);
                }

                bool goesOn = true;
                while (goesOn && pool.PendingCount > 0)
                {
                    stopping.Token.ThrowIfCancellationRequested();
                    BuiltBlock built = Produce(evenEmpty: false);
                    goesOn = built.Block.Receipts.Count + built.Refused.Count > 0;
                    if (options.BlockTime is TimeSpan beat)
                    {
                        await Task.Delay(beat, options.Time, stopping.Token);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private BuiltBlock Produce(bool evenEmpty)
    {
        ulong now = (ulong)options.Time.GetUtcNow().ToUnixTimeSeconds();
        BuiltBlock built = chain.Extend(pool.Candidates(), parent => new BlockSeed(Math.Max(now, parent.Timestamp), options.Beneficiary), evenEmpty);
        pool.Drop(built.Refused);
        return built;
    }

    private void Wake(SignedTransaction added) => work.Writer.TryWrite(true);
}
