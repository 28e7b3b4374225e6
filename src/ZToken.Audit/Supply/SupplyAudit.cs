using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Recomputes all money from the viewing keys of all members: a check that holds even if the proof system did not.</summary>
/// <remarks>
/// An auditor has no nullifier keys, so that a note is spent is taken from what the sender was told, which the circuit binds to the nullifier; a forged proof that
/// names another note than it spends shows up when that note is spent again. Costs a trial decryption for each bundle and member of its epoch.
/// </remarks>
/// <param name="record">The ledger.</param>
public sealed class SupplyAudit(LedgerRecord record)
{
    /// <summary>Counts.</summary>
    /// <param name="keys">The viewing keys, each of a member and an epoch.</param>
    /// <param name="node">Is asked for pools and escrows at the block up to which the ledger was read.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A key is not that of its member's leaf.</exception>
    public async Task<SupplyReport> RunAsync(IEnumerable<(MemberIndex Member, ViewingKey Key)> keys, EthereumClient node, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(node);
        Dictionary<SignatureHash, AuditedTransfer> sent = [];
        BankReader reader = new(record);
        foreach ((MemberIndex member, ViewingKey key) in keys)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (AuditedTransfer transfer in reader.Read(member, key, out _).Where(transfer => transfer.Sent is not null))
            {
                sent[transfer.Recorded.Bundle.Id] = transfer;
            }
        }

        NoteGraph graph = new();
        List<SupplyFinding> findings = [];
        foreach (RecordedBundle recorded in record.Bundles)
        {
            if (sent.TryGetValue(recorded.Bundle.Id, out AuditedTransfer? transfer))
            {
                graph.Take(transfer);
            }
            else
            {
                Epoch epoch = recorded.Bundle.Statement.Effects.Epoch;
                findings.Add(new SupplyFinding(SupplyFindingKind.Unread, recorded.Bundle.Id, null, $"bundle {recorded.Bundle.Id} in block {recorded.Block}: no key of epoch {epoch} that was given is its sender's"));
            }
        }

        AssetSupply[] assets = await Task.WhenAll(record.Ledger.Coins.Select(coin => CountAsync(coin, graph, node, cancellation))).ConfigureAwait(false);
        findings.AddRange(graph.Findings);
        findings.AddRange(assets.SelectMany(Compare));
        return new SupplyReport(record.Height, record.Bundles.Count, graph.Count, assets, findings);
    }

    private async Task<AssetSupply> CountAsync(DeployedCoin coin, NoteGraph graph, EthereumClient node, CancellationToken cancellation)
    {
        BlockTag block = BlockTag.Of(record.Height);
        DepositCoinContract contract = new(node, coin.Contract);
        Amount paid = record.Payouts.Where(payout => payout.Asset == coin.Asset).Aggregate(Amount.Zero, (sum, payout) => sum + payout.Amount);
        return new AssetSupply(
            coin.Asset,
            coin.Symbol,
            graph.UnspentOf(coin.Asset),
            paid,
            await new ZTokenContract(node, record.Ledger.ZToken).GetPoolAsync(coin.Asset, block, cancellation).ConfigureAwait(false),
            await contract.GetBalanceAsync(record.Ledger.ZToken, block, cancellation).ConfigureAwait(false),
            await contract.GetSupplyAsync(block, cancellation).ConfigureAwait(false));
    }

    private static IEnumerable<SupplyFinding> Compare(AssetSupply asset)
    {
        if (asset.Unspent != asset.Pool + asset.PaidForRetired)
        {
            yield return new SupplyFinding(SupplyFindingKind.PoolDiffers, null, asset.Asset, $"{asset.Unspent} {asset.Symbol} are in unspent notes, {asset.Pool} in the pool and {asset.PaidForRetired} were paid for retired members");
        }

        if (asset.Escrow != asset.Pool)
        {
            yield return new SupplyFinding(SupplyFindingKind.EscrowDiffers, null, asset.Asset, $"the z-contract holds {asset.Escrow} {asset.Symbol}, its pool is {asset.Pool}");
        }
    }
}
