using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A chain of one validator in this process: database, pool, blocks. What the command, the tests and a bank's trial run on.</summary>
/// <remarks>
/// Its blocks are those that a network of validators will agree on, and <see cref="Chain.Append"/> takes them from others; only who proposes differs.
/// When the disk fails, production stops, <see cref="Failure"/> says why, and reading goes on. What waits in the pool is lost with the process.
/// </remarks>
public sealed class LocalChain : IAsyncDisposable
{
    /// <summary>How many transactions can be waited for at once.</summary>
    public const int MostWaiting = 100_000;

    private readonly BlockProducer producer;
    private readonly ReceiptWaiters waiters = new(MostWaiting);
    private bool isDisposed;

    private LocalChain(LocalChainOptions options)
    {
        Chain = Chain.Open(options.Folder, options.Genesis, options.Time);
        Pool = new TransactionPool(Chain, options.Pool, options.Time);
        Simulator = new Simulator(Chain, options.Simulation, options.Time);
        Chain.Committed += waiters.Tell;
        producer = new BlockProducer(Chain, Pool, options);
        _ = producer.Completion.ContinueWith(ended => waiters.GiveUp(ended.Exception?.GetBaseException()), TaskScheduler.Default);
    }

    /// <summary>The committed blocks and the states after them.</summary>
    public Chain Chain { get; }

    /// <summary>What waits for a block.</summary>
    public TransactionPool Pool { get; }

    /// <summary>Runs calls without sending them.</summary>
    public Simulator Simulator { get; }

    /// <summary>Why there are no more blocks; null while all is well.</summary>
    public Exception? Failure => Chain.Failure ?? (producer.Completion.IsFaulted ? producer.Completion.Exception.GetBaseException() : null);

    /// <summary>Opens or begins the chain and begins to make blocks.</summary>
    /// <exception cref="ChainDatabaseException">The folder is in use, of another genesis, of another format or damaged, or the disk does not do its part.</exception>
    public static LocalChain Start(LocalChainOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new LocalChain(options);
    }

    /// <summary>Takes a transaction's bytes, or says why not.</summary>
    public PoolAnswer Submit(ReadOnlySpan<byte> raw) => Pool.Add(raw);

    /// <summary>Takes a transaction, or says why not.</summary>
    public PoolAnswer Submit(SignedTransaction transaction) => Pool.Add(transaction);

    /// <summary>Waits until a transaction is in a block.</summary>
    /// <exception cref="OperationCanceledException">The caller or the chain ended it.</exception>
    /// <exception cref="IOException">The disk failed: there are no more blocks.</exception>
    /// <exception cref="InvalidOperationException">There are no more blocks, or too many wait.</exception>
    public async Task<TransactionReceipt> WaitForReceiptAsync(Hash256 hash, CancellationToken cancellationToken = default)
    {
        // Announce first, look then: else the block could come between the two.
        TaskCompletionSource<TransactionReceipt> waiter = waiters.Add(hash) ?? throw new InvalidOperationException($"{MostWaiting} transactions are waited for already.");
        try
        {
            if (Chain.FindTransaction(hash) is TransactionReceipt found)
            {
                return found;
            }

            if (producer.Completion.IsCompleted)
            {
                waiters.GiveUp(Failure);
            }

            return await waiter.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            waiters.Remove(hash, waiter);
        }
    }

    /// <summary>Makes a block now, an empty one if there are no transactions.</summary>
    /// <exception cref="IOException">The disk does not do its part.</exception>
    /// <exception cref="InvalidOperationException">The chain takes no more blocks.</exception>
    public Task<CommittedBlock> ProduceBlockAsync(CancellationToken cancellationToken = default) => Task.Run(producer.Produce, cancellationToken);

    /// <summary>Takes nothing any more, lets the block that is being made end, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            Pool.Stop();
            await producer.DisposeAsync();
            waiters.GiveUp(null);
            Pool.Dispose();
            Simulator.Dispose();
            Chain.Dispose();
        }
    }
}
