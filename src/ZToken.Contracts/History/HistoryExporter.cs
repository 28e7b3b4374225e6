using System.Runtime.CompilerServices;
using System.Text.Json;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Reads a ledger's whole history from a node and writes it into a file.</summary>
/// <remarks>
/// Logs say what was taken; proofs and signatures stand only in the calldata. Each bundle's id is computed from the calldata and must be the log's, and every root is computed
/// here too: what a node leaves out or makes up does not get into a file. Where a bundle came through another contract, the node must answer
/// <c>debug_traceTransaction</c>.
/// </remarks>
/// <param name="client">The node.</param>
/// <param name="ledger">The ledger, which began on this chain.</param>
/// <param name="progress">Is told the part done, from 0 to 1.</param>
public sealed class HistoryExporter(EthereumClient client, DeployedLedger ledger, IProgress<double>? progress = null)
{
    private static readonly AbiEvent assetRegistered = LedgerContracts.ZToken.Abi.Event("AssetRegistered");
    private static readonly AbiEvent retiredPaid = LedgerContracts.ZToken.Abi.Event("RetiredPaid");
    private static readonly AbiEvent keyProposed = LedgerContracts.Governance.Abi.Event("KeyProposed");

    private readonly NoteTree tree = new();
    private readonly RegistryFollower registry = new(ledger.Registry);

    /// <summary>Writes the history up to the latest block.</summary>
    /// <returns>How many blocks the file has.</returns>
    /// <exception cref="InvalidDataException">The node contradicts itself, or does not tell all that is needed; the message says where.</exception>
    /// <exception cref="InvalidOperationException">The ledger came from another chain.</exception>
    public async Task<int> WriteAsync(string path, CancellationToken cancellationToken = default)
    {
        if (ledger.Origin is not null)
        {
            throw new InvalidOperationException($"The ledger came from chain {ledger.Origin.ChainId}: a contract knows one origin, so it cannot move again.");
        }

        ulong last = await client.GetBlockNumberAsync(cancellationToken);
        HistoryHeader header = await ReadHeaderAsync(last, cancellationToken);
        return await HistoryFile.WriteAsync(path, header, ReadBlocksAsync(last, cancellationToken), cancellationToken);
    }

    private async Task<HistoryHeader> ReadHeaderAsync(ulong last, CancellationToken cancellationToken)
    {
        GovernanceContract governance = new(client, ledger.Governance);
        List<KeySettings> keys = [];
        List<(uint, byte)> retired = [];
        await foreach (LogEntry entry in ReadLogsAsync([ledger.Governance], [keyProposed.Topic], last, cancellationToken))
        {
            if (!keyProposed.TryDecode(entry.Log, out AbiValue[]? values) || !TransferShape.TryFromCode((byte)values[1].Word.Low64, out TransferShape shape))
            {
                throw new InvalidDataException($"A log of governance in block {entry.BlockNumber} is malformed.");
            }

            uint version = (uint)values[0].Word.Low64;
            keys.Add(new KeySettings(version, shape, await client.GetCodeAsync(values[2].Address, BlockTag.Of(last), cancellationToken)));
            AbiValue activeFrom = (await governance.Contract.ReadAsync("activeFrom", [new Word(version), new Word(shape.Code)], BlockTag.Of(last), cancellationToken))[0];
            if (activeFrom.Word.IsZero)
            {
                retired.Add((version, shape.Code));
            }
        }

        return new HistoryHeader(ledger, keys, retired, last);
    }

    private async IAsyncEnumerable<HistoryBlock> ReadBlocksAsync(ulong last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LogEntry> block = [];
        await foreach (LogEntry entry in ReadLogsAsync([ledger.ZToken, ledger.Registry], [], last, cancellationToken))
        {
            if (block.Count > 0 && block[0].BlockNumber != entry.BlockNumber)
            {
                yield return await ReadBlockAsync(block, cancellationToken);
                block.Clear();
            }

            block.Add(entry);
            progress?.Report((double)(entry.BlockNumber - ledger.FirstBlock) / Math.Max(1, last - ledger.FirstBlock));
        }

        if (block.Count > 0)
        {
            yield return await ReadBlockAsync(block, cancellationToken);
        }

        await CheckEndAsync(last, cancellationToken);
        progress?.Report(1);
    }

    private async Task<HistoryBlock> ReadBlockAsync(List<LogEntry> logs, CancellationToken cancellationToken)
    {
        BlockHeader header = await client.GetHeaderAsync(BlockTag.Of(logs[0].BlockHash), cancellationToken) ?? throw new InvalidDataException($"The node has no block {logs[0].BlockNumber}.");
        Dictionary<Hash256, Queue<BundleOperation>> submitted = [];
        List<HistoryEntry> entries = [];
        foreach (LogEntry entry in logs)
        {
            Hash256 topic = entry.Log.Topics.Count > 0 ? entry.Log.Topics[0] : default;
            if (entry.Log.Address == ledger.Registry)
            {
                registry.Apply(entry.Log);
                entries.Add(HistoryEntry.Of(entry.Log));
            }
            else if (topic == AcceptedBundle.Event.Topic)
            {
                if (!submitted.TryGetValue(entry.TransactionHash, out Queue<BundleOperation>? operations))
                {
                    int count = logs.Count(log => log.TransactionHash == entry.TransactionHash && log.Log.Address == ledger.ZToken && log.Log.Topics[0] == topic);
                    submitted.Add(entry.TransactionHash, operations = await ReadOperationsAsync(entry.TransactionHash, count, cancellationToken));
                }

                entries.Add(HistoryEntry.Of(Match(entry, operations.Dequeue())));
            }
            else if (topic == assetRegistered.Topic && assetRegistered.TryDecode(entry.Log, out AbiValue[]? asset))
            {
                entries.Add(HistoryEntry.Of(await ReadCoinAsync(asset, cancellationToken)));
            }
            else if (topic == retiredPaid.Topic && retiredPaid.TryDecode(entry.Log, out AbiValue[]? paid))
            {
                entries.Add(HistoryEntry.OfPayment((ushort)paid[0].Word.Low64, (uint)paid[1].Word.Low64, paid[2].Word.Low64));
            }
            else if (topic == SealedNoteRoot.Event.Topic)
            {
                // It is of the blocks before; this block's own bundles come after it.
                bool isOurs = SealedNoteRoot.TryRead(entry.Log, ledger.ZToken, out SealedNoteRoot? sealedRoot) && sealedRoot.Root == tree.Root && sealedRoot.LeafCount == tree.Count;
                Require(isOurs, entry, "a sealed root is not that of the bundles before it");
            }
        }

        return new HistoryBlock(header.Number, header.Timestamp, entries, tree.Count, tree.Root);
    }

    /// <summary>Compares log and calldata, and appends the notes.</summary>
    private BundleOperation Match(LogEntry entry, BundleOperation operation)
    {
        Require(AcceptedBundle.TryRead(entry.Log, ledger.ZToken, ledger.ContractHome, out AcceptedBundle? accepted), entry, "a log of a bundle is malformed");
        Require(operation.Bundle.TryToBundle(ledger.ChainId, ledger.ZToken, out Bundle? bundle), entry, "the calldata of a bundle is malformed");
        bool isSame = bundle!.Id == accepted!.Id && operation.Function == accepted.Function && bundle.Statement.ToPublicInputs().AsSpan().SequenceEqual(accepted.Statement.ToPublicInputs());
        Require(isSame, entry, "the calldata is that of another bundle");
        Require(accepted.FirstPosition.Number == tree.Count, entry, "bundles are missing before it");
        Require(tree.Append([.. accepted.Statement.Effects.Outputs.Select(output => output.Commitment)]) is null, entry, "the note tree is full");
        return operation;
    }

    private async Task<Queue<BundleOperation>> ReadOperationsAsync(Hash256 transaction, int count, CancellationToken cancellationToken)
    {
        (Address? to, byte[] input) = await client.InvokeAsync("eth_getTransactionByHash", [transaction.ToString()], ReadCall, cancellationToken);
        if (to == ledger.ZToken && ZTokenContract.TryReadOperations(input, out IReadOnlyList<BundleOperation> operations) && operations.Count == count)
        {
            return new Queue<BundleOperation>(operations);
        }

        List<BundleOperation> traced = [];
        await CallTrace.CollectAsync(client, transaction, ledger.ZToken, call => traced.AddRange(ZTokenContract.TryReadOperations(call, out IReadOnlyList<BundleOperation> read) ? read : []), cancellationToken);
        return traced.Count == count ? new Queue<BundleOperation>(traced) : throw new InvalidDataException($"The calls of transaction {transaction} have {traced.Count} bundles, its logs {count}.");
    }

    private static (Address? To, byte[] Input) ReadCall(JsonElement transaction)
    {
        JsonElement to = transaction.GetProperty("to");
        Address? target = to.ValueKind == JsonValueKind.String && Address.TryParse(to.GetString(), out Address address) ? address : null;
        return (target, Hex.TryReadPrefixed(transaction.GetProperty("input").GetString(), out byte[] input) ? input : throw new FormatException("'input' is malformed"));
    }

    private async Task<CoinSettings> ReadCoinAsync(AbiValue[] registered, CancellationToken cancellationToken)
    {
        ContractClient coin = new(client, registered[1].Address, LedgerContracts.DepositCoin);
        string name = (await coin.ReadAsync("name", [], default, cancellationToken))[0].Text, symbol = (await coin.ReadAsync("symbol", [], default, cancellationToken))[0].Text;
        return new CoinSettings(new AssetId((uint)registered[0].Word.Low64), name, symbol);
    }

    private async Task CheckEndAsync(ulong last, CancellationToken cancellationToken)
    {
        BlockTag end = BlockTag.Of(last);
        if (await new ZTokenContract(client, ledger.ZToken).GetNoteRootAsync(end, cancellationToken) != tree.Root)
        {
            throw new InvalidDataException($"The contract's root at block {last} is not that of the bundles in its logs: logs are missing.");
        }

        MemberRegistryContract contract = new(client, ledger.Registry);
        if (registry.Current is { } epoch && registry.TryGetTree(epoch, out MemberTree? members) && await contract.GetMemberRootAsync(epoch, end, cancellationToken) != members.Root)
        {
            throw new InvalidDataException($"The registry's root at block {last} is not that of its logs: logs are missing.");
        }
    }

    private async IAsyncEnumerable<LogEntry> ReadLogsAsync(Address[] contracts, Hash256[] topics, ulong last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((_, _, IReadOnlyList<LogEntry> logs) in new LogRanges(client, contracts, topics).ReadAsync(ledger.FirstBlock, last, cancellationToken))
        {
            foreach (LogEntry entry in logs)
            {
                yield return entry;
            }
        }
    }

    private static void Require(bool condition, LogEntry entry, string complaint)
    {
        if (!condition)
        {
            throw new InvalidDataException($"Block {entry.BlockNumber}, transaction {entry.TransactionHash}: {complaint}.");
        }
    }
}
