using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>All that a ledger ever published, read from a node and checked against what the chain itself holds: whatever is opened is recomputed against this.</summary>
/// <remarks>
/// The note tree is built from the bundles' commitments and its root compared with the contract's, so a node can leave no bundle out; the registry's roots are
/// recomputed likewise. All bundles are kept in memory, about 3 KB each: a million need 3 GB.
/// </remarks>
public sealed class LedgerRecord
{
    private readonly List<RecordedBundle> bundles = [];
    private readonly List<PublishedDealing> dealings = [];
    private readonly NoteTree tree = new(checkpointsKept: 1);

    private LedgerRecord(DeployedLedger ledger)
    {
        Ledger = ledger;
        Registry = new RegistryFollower(ledger.Registry, keepsAllEpochs: true);
        Members = new MembersOfRecord(Registry);
    }

    /// <summary>The ledger.</summary>
    public DeployedLedger Ledger { get; }

    /// <summary>The registry, with all epochs.</summary>
    public RegistryFollower Registry { get; }

    /// <summary>Everybody who ever was a member, by epoch.</summary>
    public MembersOfRecord Members { get; }

    /// <summary>The last block that was read.</summary>
    public ulong Height { get; private set; }

    /// <summary>All bundles, in the chain's order.</summary>
    public IReadOnlyList<RecordedBundle> Bundles => bundles;

    /// <summary>What the pool paid for retired members.</summary>
    public IReadOnlyList<RetiredPayout> Payouts { get; private set; } = [];

    /// <summary>All dealings, in the chain's order; those that were not approved among them.</summary>
    public IReadOnlyList<PublishedDealing> Dealings => dealings;

    /// <summary>Reads a ledger from its first block to the latest.</summary>
    /// <param name="node">The node.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="progress">Is told each block that was read.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">What the node tells contradicts itself, the protocol or the contract's root.</exception>
    public static async Task<LedgerRecord> ReadAsync(EthereumClient node, DeployedLedger ledger, IProgress<ulong>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(ledger);
        ulong chainId = await node.GetChainIdAsync(cancellation).ConfigureAwait(false);
        if (chainId != ledger.ChainId)
        {
            throw new InvalidDataException($"the node is of chain {chainId}, the ledger is on chain {ledger.ChainId}");
        }

        LedgerRecord record = new(ledger) { Height = await node.GetBlockNumberAsync(cancellation).ConfigureAwait(false) };
        await foreach (LedgerBlock block in new LedgerFollower(node, ledger).ReadToAsync(record.Height, cancellation).ConfigureAwait(false))
        {
            record.Take(block);
            progress?.Report(block.Height);
        }

        await record.CheckRootAsync(node, cancellation).ConfigureAwait(false);
        record.Payouts = await RetiredPayouts.ReadAsync(node, ledger, record.Height, cancellation).ConfigureAwait(false);
        return record;
    }

    /// <summary>The member with an index, as it was admitted.</summary>
    public bool TryFindMember(MemberIndex index, [NotNullWhen(true)] out RegisteredMember? member)
    {
        member = Registry.Members.FirstOrDefault(known => known.Index == index);
        return member is not null;
    }

    /// <summary>The dealing of the viewing key that stands in a member's leaf of an epoch.</summary>
    /// <returns>False where the member has no leaf in that epoch.</returns>
    public bool TryFindDealing(MemberIndex index, Epoch epoch, [NotNullWhen(true)] out PublishedDealing? dealing)
    {
        dealing = Members.TryFind(epoch, index, out Member? member)
            ? dealings.LastOrDefault(published => published.Index == index && published.Epoch == epoch && published.Dealing.ViewingPoint == member.ViewingPoint)
            : null;
        return dealing is not null;
    }

    /// <summary>The bundle with an id.</summary>
    public bool TryFindBundle(SignatureHash id, [NotNullWhen(true)] out RecordedBundle? bundle)
    {
        bundle = bundles.FirstOrDefault(recorded => recorded.Bundle.Id == id);
        return bundle is not null;
    }

    private void Take(LedgerBlock block)
    {
        for (int i = 0; i < block.Bundles.Count; i++)
        {
            bundles.Add(new RecordedBundle(block.Bundles[i], block.Height, block.Transactions[i]));
        }

        foreach (Log log in block.RegistryLogs)
        {
            Registry.Apply(log);
            if (PublishedDealing.TryRead(log, Ledger.Registry, out PublishedDealing? dealing))
            {
                dealings.Add(dealing);
            }
        }

        if (block.Bundles.Count > 0)
        {
            if (tree.Append([.. block.Transfers.SelectMany(transfer => transfer.Outputs).Select(output => output.Commitment)]) is { } refusal)
            {
                throw new InvalidDataException($"the note tree does not take block {block.Height}: {refusal}");
            }

            tree.Checkpoint(block.Height);
        }
    }

    private async Task CheckRootAsync(EthereumClient node, CancellationToken cancellation)
    {
        NoteRoot told = await new ZTokenContract(node, Ledger.ZToken).GetNoteRootAsync(BlockTag.Of(Height), cancellation).ConfigureAwait(false);
        if (told != tree.Root)
        {
            throw new InvalidDataException($"the commitments in the node's logs do not make the root that the z-contract has at block {Height}: bundles are missing or changed");
        }
    }
}
