using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A wallet that a command has open.</summary>
/// <param name="Bank">The wallet.</param>
/// <param name="Node">The node that it asks.</param>
/// <param name="Network">The network of its payment addresses.</param>
internal sealed record OpenWallet(BankWallet Bank, EthereumClient Node, Network Network)
{
    /// <summary>The ledger.</summary>
    public DeployedLedger Ledger => Bank.Ledger;

    /// <summary>The symbol of an asset; its number where the ledger has no such coin.</summary>
    public string SymbolOf(AssetId asset) => Ledger.Coins.FirstOrDefault(coin => coin.Asset == asset)?.Symbol ?? asset.ToString();

    /// <summary>Reads on to the latest block; a person sees how far it is.</summary>
    /// <exception cref="WalletException">The node is away, behind, or tells what cannot be.</exception>
    public SyncReport Sync(CancellationToken cancellation)
    {
        SyncReport? report = null;
        ulong first = Bank.Height;
        ProgressDisplay.ForStandardError().Show("sync", (Action<double> progress) =>
        {
            DirectProgressOf<SyncProgress> told = new(at => progress(at.Latest <= first ? 1 : (double)(at.Block - first) / (at.Latest - first)));
            report = Bank.SyncAsync(told, cancellation).GetAwaiter().GetResult();
        });
        return report!;
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(wallet)";
}
