using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>All that the chain shows everybody of a bundle, in words; the rest of it are proofs, commitments and ciphertexts.</summary>
/// <param name="Block">Its block.</param>
/// <param name="Transaction">Its transaction.</param>
/// <param name="Sender">The account that submitted it.</param>
/// <param name="SenderNonce">How many transactions that account had sent before.</param>
/// <param name="Bundle">What the z-contract told of it.</param>
internal sealed record PublicBundle(ulong Block, Hash256 Transaction, Address Sender, ulong SenderNonce, AcceptedBundle Bundle)
{
    private TransferEffects Effects => Bundle.Statement.Effects;

    /// <summary>The account that coins came from or went to; null of a transfer between notes.</summary>
    public Address? Account => Bundle.Function switch
    {
        BundleFunction.Shield => Bundle.Terms.Depositor.ToAddress(),
        BundleFunction.Unshield => Bundle.Terms.Target.ToAddress(),
        _ => null,
    };

    /// <summary>How many coins; null of a transfer between notes.</summary>
    public Amount? Amount => Bundle.Function switch
    {
        BundleFunction.Shield => Effects.PublicIn,
        BundleFunction.Unshield => Effects.PublicOut,
        _ => null,
    };

    /// <summary>Which coins; null of a transfer between notes.</summary>
    public AssetId? Asset => Amount is null ? null : Effects.PublicAsset;

    /// <summary>Its shape, which is the same for one payment and for several up to as many as it holds.</summary>
    public TransferShape Shape => Effects.Shape;

    /// <summary>What the spent notes leave: nobody can tell which notes those are.</summary>
    public IEnumerable<Nullifier> Nullifiers => Effects.Nullifiers;

    /// <summary>The new notes, closed.</summary>
    public IEnumerable<NoteCommitment> Commitments => Effects.Outputs.Select(output => output.Commitment);

    /// <summary>Reads all bundles of a ledger.</summary>
    public static async Task<IReadOnlyList<PublicBundle>> ReadAsync(DemoTown town, CancellationToken cancellation)
    {
        List<PublicBundle> bundles = [];
        LedgerFollower follower = new(town.Client, town.Ledger);
        await foreach (LedgerBlock block in follower.ReadToAsync(await town.Client.GetBlockNumberAsync(cancellation), cancellation))
        {
            foreach ((AcceptedBundle bundle, Hash256 transaction) in block.Bundles.Zip(block.Transactions))
            {
                TransactionReceipt receipt = town.Chain.Chain.FindTransaction(transaction) ?? throw new InvalidDataException($"No block has transaction {transaction}.");
                bundles.Add(new PublicBundle(block.Height, transaction, receipt.Sender, receipt.Transaction.Content.Nonce, bundle));
            }
        }

        return bundles;
    }
}
