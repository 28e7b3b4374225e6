using System.Runtime.CompilerServices;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Reads a ledger's logs in order, from its first block or some later one on, in ranges that a node answers.</summary>
/// <remarks>
/// Follow blocks that will stay: on a chain without finality behind as many as it may take back. Every log must be whole, and each bundle must begin where the one
/// before it ended; that no log is missing at the end only a root that the reader trusts can say.
/// </remarks>
public sealed class LedgerFollower
{
    private readonly DeployedLedger ledger;
    private readonly LogRanges ranges;
    private ulong leaves;

    /// <summary>A reader from the ledger's first block on.</summary>
    /// <param name="client">The node.</param>
    /// <param name="ledger">The ledger.</param>
    public LedgerFollower(EthereumClient client, DeployedLedger ledger)
        : this(client, ledger, (ledger ?? throw new ArgumentNullException(nameof(ledger))).FirstBlock, 0)
    {
    }

    /// <summary>A reader that goes on where another stopped.</summary>
    /// <param name="client">The node.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="next">The next block to be read.</param>
    /// <param name="leaves">The commitments in the tree before it.</param>
    public LedgerFollower(EthereumClient client, DeployedLedger ledger, ulong next, ulong leaves)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(ledger);
        (this.ledger, Next, this.leaves) = (ledger, next, leaves);
        ranges = new LogRanges(client, [ledger.ZToken, ledger.Registry]);
    }

    /// <summary>The next block to be read.</summary>
    public ulong Next { get; private set; }

    /// <summary>The commitments in the tree after the last block that was read.</summary>
    public ulong LeafCount => leaves;

    /// <summary>Reads on, up to a block.</summary>
    /// <exception cref="InvalidDataException">A log contradicts the protocol or those before it: the message names its block.</exception>
    public async IAsyncEnumerable<LedgerBlock> ReadToAsync(ulong last, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach ((ulong from, ulong to, IReadOnlyList<LogEntry> logs) in ranges.ReadAsync(Next, last, cancellationToken))
        {
            foreach (LedgerBlock block in Group(logs, from, to))
            {
                yield return block;
            }

            Next = to + 1;
        }
    }

    private List<LedgerBlock> Group(IReadOnlyList<LogEntry> logs, ulong from, ulong to)
    {
        List<LedgerBlock> blocks = [];
        (ulong Height, ulong Index)? before = null;
        foreach (IGrouping<ulong, LogEntry> block in logs.GroupBy(log => log.BlockNumber))
        {
            List<AcceptedBundle> bundles = [];
            List<Hash256> transactions = [];
            List<Log> registry = [];
            Hash256 hash = block.First().BlockHash;
            foreach (LogEntry entry in block)
            {
                bool follows = before is not { } last || (entry.BlockNumber, entry.Index).CompareTo((last.Height, last.Index)) > 0;
                if (!follows || entry.BlockNumber < from || entry.BlockNumber > to)
                {
                    throw new InvalidDataException($"The node's logs are out of order at block {entry.BlockNumber}.");
                }

                if (entry.BlockHash != hash)
                {
                    throw new InvalidDataException($"The node's logs are of two blocks {entry.BlockNumber}: the chain changed while it was read; read again.");
                }

                before = (entry.BlockNumber, entry.Index);
                Sort(entry, bundles, transactions, registry);
            }

            blocks.Add(new LedgerBlock(block.Key, hash, bundles, transactions, registry));
        }

        return blocks;
    }

    private void Sort(LogEntry entry, List<AcceptedBundle> bundles, List<Hash256> transactions, List<Log> registry)
    {
        if (entry.Log.Address == ledger.Registry)
        {
            registry.Add(entry.Log);
        }
        else if (entry.Log.Topics.Count > 0 && entry.Log.Topics[0] == AcceptedBundle.Event.Topic)
        {
            AcceptedBundle bundle = Read(entry);
            if (bundle.FirstPosition.Number != leaves)
            {
                throw new InvalidDataException($"A bundle in block {entry.BlockNumber} begins at position {bundle.FirstPosition}, where {leaves} follows: logs are missing.");
            }

            leaves += (ulong)bundle.Statement.Effects.Outputs.Length;
            bundles.Add(bundle);
            transactions.Add(entry.TransactionHash);
        }
        else if (entry.Log.Address != ledger.ZToken)
        {
            throw new InvalidDataException($"The node gives a log of {entry.Log.Address}, which was not asked for.");
        }
    }

    private AcceptedBundle Read(LogEntry entry)
    {
        foreach (ContractHome home in ledger.ContractHomes)
        {
            if (AcceptedBundle.TryRead(entry.Log, ledger.ZToken, home, out AcceptedBundle? bundle))
            {
                return bundle;
            }
        }

        throw new InvalidDataException($"A log of a bundle in block {entry.BlockNumber} (transaction {entry.TransactionHash}) is malformed.");
    }
}
