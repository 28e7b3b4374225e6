using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A bundle that a block has, found by its id.</summary>
/// <param name="Bundle">What the z-contract told of it.</param>
/// <param name="Block">The block.</param>
/// <param name="Time">The block's time, in Unix seconds.</param>
/// <param name="Transaction">The transaction.</param>
public sealed record LocatedBundle(AcceptedBundle Bundle, ulong Block, ulong Time, Hash256 Transaction)
{
    /// <summary>The transfer, to be opened against.</summary>
    public PublishedTransfer ToPublished() => new(Bundle.Statement.Effects, Bundle.VerifyingKeyVersion, Bundle.Terms, Bundle.Memos);

    /// <summary>Finds a bundle in a block.</summary>
    /// <param name="node">The node, whose word it is that the block has it; the bundle's id is computed again.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="id">The bundle.</param>
    /// <param name="block">The block.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Null where the block has no such bundle, or there is no such block.</returns>
    /// <exception cref="InvalidDataException">The node's log is malformed, or not of that block.</exception>
    public static async Task<LocatedBundle?> FindAsync(EthereumClient node, DeployedLedger ledger, SignatureHash id, ulong block, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(ledger);
        if (await node.GetHeaderAsync(BlockTag.Of(block), cancellationToken) is not { } header)
        {
            return null;
        }

        LogQuery query = new() { BlockHash = header.ComputeHash(), Addresses = [ledger.ZToken], Topics = [[AcceptedBundle.Event.Topic], [Words.ToHash(id)]] };
        foreach (LogEntry entry in await node.GetLogsAsync(query, cancellationToken))
        {
            foreach (ContractHome home in ledger.ContractHomes)
            {
                if (AcceptedBundle.TryRead(entry.Log, ledger.ZToken, home, out AcceptedBundle? bundle) && bundle.Id == id && entry.BlockHash == header.ComputeHash())
                {
                    return new LocatedBundle(bundle, block, header.Timestamp, entry.TransactionHash);
                }
            }

            throw new InvalidDataException($"the node's log of bundle {id} is malformed");
        }

        return null;
    }
}
