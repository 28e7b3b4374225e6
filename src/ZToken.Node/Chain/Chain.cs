using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The committed blocks and the states after them. Any number of threads may read; blocks come one after the other.</summary>
/// <remarks>
/// Blocks come from <see cref="Extend"/>, where this node makes them, or from <see cref="Append"/>, where others did and an order has been agreed on outside.
/// When writing fails, <see cref="Failure"/> says so and no block is taken any more; what was committed before stays readable.
/// </remarks>
public sealed class Chain : IDisposable
{
    /// <summary>How far ahead of this node's clock a block may be, in seconds.</summary>
    public const ulong MostSecondsAhead = 15;

    private const int RecentBlocks = 64;

    private readonly ChainDatabase database;
    private readonly TimeProvider time;
    private readonly BlockExecutor executor;
    private readonly Lock writing = new();
    private readonly Dictionary<ulong, CommittedBlock> recent = [];
    private volatile CommittedBlock head;
    private volatile Exception? failure;

    private Chain(ChainDatabase database, Genesis genesis, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        Genesis = genesis;
        Rules = new BlockRules(genesis);
        executor = new BlockExecutor(Rules);
        ulong number = database.ReadHead();
        head = database.FindBlock(number) ?? throw new ChainDatabaseException(ChainDatabaseRefusal.Damaged, $"{database.Name} is damaged: block {number}, the head, is missing.");
    }

    /// <summary>A block has been committed: called in order of the blocks, after the write, on the thread that wrote; do little.</summary>
#pragma warning disable MA0046 // Who listens wants the block; there is one chain that can have sent it.
    public event Action<CommittedBlock>? Committed;
#pragma warning restore MA0046

    /// <summary>What the chain began with.</summary>
    public Genesis Genesis { get; }

    /// <summary>The rules of its blocks.</summary>
    public BlockRules Rules { get; }

    /// <summary>The chain's number (EIP-155).</summary>
    public ulong ChainId => Genesis.ChainId;

    /// <summary>The last block.</summary>
    public CommittedBlock Head => head;

    /// <summary>Why no block is taken any more; null while all is well.</summary>
    public Exception? Failure => failure;

    /// <summary>Opens the chain in a folder, or begins it there.</summary>
    /// <param name="folder">The folder; null for a chain in memory.</param>
    /// <param name="genesis">What the chain begins with.</param>
    /// <param name="time">The clock that blocks of others are held against.</param>
    /// <exception cref="ChainDatabaseException">The folder is in use, of another genesis, of another format or damaged, or the disk does not do its part.</exception>
    public static Chain Open(string? folder, Genesis genesis, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        ChainDatabase opened = folder is null ? ChainDatabase.InMemory(genesis) : ChainDatabase.Open(folder, genesis);
        try
        {
            return new Chain(opened, genesis, time ?? TimeProvider.System);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The block at a height.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public CommittedBlock? Find(ulong number)
    {
        if (number > head.Number)
        {
            return null;
        }

        lock (recent)
        {
            if (recent.TryGetValue(number, out CommittedBlock? known))
            {
                return known;
            }
        }

        return database.FindBlock(number);
    }

    /// <summary>The block with some hash.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public CommittedBlock? Find(in Hash256 blockHash) => database.FindNumber(blockHash) is ulong number ? Find(number) : null;

    /// <summary>The header at a height.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public BlockHeader? FindHeader(ulong number) => number > head.Number ? null : database.FindHeader(number);

    /// <summary>The hash of the block at a height.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public Hash256? HashOf(ulong number)
    {
        CommittedBlock last = head;
        return number > last.Number ? null : number == last.Number ? last.Hash : FindHeader(number + 1)?.ParentHash;
    }

    /// <summary>A transaction in its block, with what came of it.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public TransactionReceipt? FindTransaction(in Hash256 hash) =>
        database.FindTransaction(hash) is (ulong number, int index) && Find(number) is CommittedBlock block ? block.ReceiptOf(index) : null;

    /// <summary>All accounts as they stood after a block of this chain.</summary>
    public StateView StateAt(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new StateView(database.Nodes, database.Codes, header);
    }

    /// <summary>Makes the next block of some transactions and commits it.</summary>
    /// <param name="candidates">The transactions, in order.</param>
    /// <param name="seed">What the maker chooses, knowing the header before.</param>
    /// <param name="evenEmpty">Whether a block without transactions is committed too.</param>
    /// <exception cref="ChainDatabaseException">Reading or writing failed: no block is taken any more.</exception>
    /// <exception cref="InvalidOperationException">No block is taken any more.</exception>
    public BuiltBlock Extend(IReadOnlyList<SignedTransaction> candidates, Func<BlockHeader, BlockSeed> seed, bool evenEmpty = true)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (writing)
        {
            ThrowIfFailed();
            return Guarded(() =>
            {
                NextState next = new(this);
                BuiltBlock built = executor.Build(head.Header, next.State, ScratchStateAt(head.Header), candidates, seed(head.Header), BlockHashOf);
                if (evenEmpty || built.Block.Receipts.Count > 0)
                {
                    next.Commit(built.Block);
                }

                return built;
            });
        }
    }

    /// <summary>Checks a block that somebody else made and, if it is right, commits it.</summary>
    /// <exception cref="ChainDatabaseException">Reading or writing failed: no block is taken any more.</exception>
    /// <exception cref="InvalidOperationException">No block is taken any more.</exception>
    public BlockRefusal Append(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        lock (writing)
        {
            ThrowIfFailed();
            if (block.Header.Timestamp > (ulong)time.GetUtcNow().ToUnixTimeSeconds() + MostSecondsAhead)
            {
                return BlockRefusal.TimestampAheadOfClock;
            }

            return Guarded(() =>
            {
                NextState next = new(this);
                BlockRefusal refusal = executor.Verify(head.Header, next.State, ScratchStateAt(head.Header), block, BlockHashOf, out CommittedBlock? verified);
                if (verified is not null)
                {
                    next.Commit(verified);
                }

                return refusal;
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    /// <summary>The state after some block with room for changes that nobody will ever see.</summary>
    internal WorldState ScratchStateAt(BlockHeader header) => new(new PendingNodes(database.Nodes), new PendingNodes(database.Codes), header.StateRoot);

    internal Hash256 BlockHashOf(ulong number) => HashOf(number) ?? Hash256.Zero;

    private void ThrowIfFailed()
    {
        if (failure is not null)
        {
            throw new InvalidOperationException("The chain takes no more blocks since writing failed: " + failure.Message, failure);
        }
    }

    /// <summary>After a failed write nobody knows what is on disk; after a failed read, what the state is. Only opening the database again tells.</summary>
    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException)
        {
            failure = failed;
            throw;
        }
    }

    private void Advance(CommittedBlock block)
    {
        lock (recent)
        {
            recent[block.Number] = block;
            recent.Remove(block.Number - RecentBlocks);
        }

        head = block;
        Committed?.Invoke(block);
    }

    /// <summary>The state after the head while the next block runs over it.</summary>
    private sealed class NextState
    {
        private readonly Chain chain;
        private readonly PendingNodes nodes;
        private readonly PendingNodes codes;

        public NextState(Chain chain)
        {
            this.chain = chain;
            nodes = new PendingNodes(chain.database.Nodes);
            codes = new PendingNodes(chain.database.Codes);
            State = new WorldState(nodes, codes, chain.head.Header.StateRoot);
        }

        public WorldState State { get; }

        public void Commit(CommittedBlock block)
        {
            State.Commit();
            chain.database.Write(block, nodes.Added, codes.Added);
            chain.Advance(block);
        }
    }
}
