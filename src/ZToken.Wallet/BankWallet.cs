using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>The wallet of a member bank on one ledger: it follows the chain, keeps the bank's notes and orders, and pays.</summary>
/// <remarks>
/// Safe for use by several threads; one process at a time has a folder. Whatever happens to the process, an order is made once or not at all: it is known by its
/// key, written down before anything leaves, and finished by <see cref="RecoverAsync"/> or by asking for it again.
/// </remarks>
public sealed partial class BankWallet : IAsyncDisposable
{
    private const string SignaturesName = "signatures.log";

    private readonly WalletSettings settings;
    private readonly WalletKeys keys;
    private readonly WalletDatabase database;
    private readonly WalletState wallet;
    private readonly WalletGate gate;
    private readonly ChainReader chain;
    private readonly TransferPlanner planner;
    private readonly BundleDelivery delivery;
    private readonly TransferPipeline pipeline;
    private readonly SigningLog? signatures;
    private bool isDisposed;

    private BankWallet(WalletSettings settings, WalletKeys keys, WalletDatabase database, SigningLog? signatures)
    {
        (this.settings, this.keys, this.database, this.signatures) = (settings, keys, database, signatures);
        ILogger log = (settings.Logs ?? NullLoggerFactory.Instance).CreateLogger(WalletActivity.Name);
        wallet = new WalletState(settings.Ledger, keys.Viewing, database, settings.Time);
        gate = new WalletGate(wallet);
        chain = new ChainReader(settings, wallet, log);
        planner = new TransferPlanner(settings, keys);
        delivery = new BundleDelivery(settings);
        pipeline = new TransferPipeline(settings, keys, gate, chain, settings.Signer ?? new OwnSigner(settings, keys, gate, signatures), planner, delivery, log);
    }

    /// <summary>The ledger.</summary>
    public DeployedLedger Ledger => settings.Ledger;

    /// <summary>Whom the wallet's notes belong to.</summary>
    public NoteOwner Owner => keys.Viewing.Owner;

    /// <summary>The wallet's own member; null until a synchronisation saw its admission.</summary>
    public RegisteredMember? Self => wallet.Self;

    /// <summary>The members, as of the last synchronisation; not to be read while one is under way.</summary>
    public RegistryFollower Registry => wallet.Registry;

    /// <summary>The last block that was read; one less than the ledger's first before any was.</summary>
    public ulong Height => wallet.Next - 1;

    /// <summary>Opens the wallet of a folder, and begins one where there is none. Nothing is asked of the node yet.</summary>
    /// <param name="settings">Where it lives and who works for it.</param>
    /// <param name="keys">Its keys, which are disposed of with the wallet, or here if it cannot be opened.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WalletException">The folder is in use, of other keys or another ledger, damaged or cannot be written.</exception>
    public static async Task<BankWallet> OpenAsync(WalletSettings settings, WalletKeys keys, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(keys);
        return await Task.Run(() => Open(settings, keys), cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the chain up to its latest block. An interruption loses nothing that was read.</summary>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WalletException">The node is away, behind, or tells what cannot be; or the disk does not do its part.</exception>
    public async Task<SyncReport> SyncAsync(IProgress<SyncProgress>? progress = null, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        using WalletStep step = WalletActivity.Begin(WalletStage.Sync);
        SyncReport report = await gate.EnterAsync(_ => chain.ReadAsync(progress, cancellation), cancellation).ConfigureAwait(false);
        step.Reach(report.To);
        step.Succeed();
        return report;
    }

    /// <summary>What the bank has in notes, as of the last synchronisation, of every asset of the ledger.</summary>
    public Task<IReadOnlyList<AssetBalance>> GetBalancesAsync(CancellationToken cancellation = default) =>
        gate.EnterAsync<IReadOnlyList<AssetBalance>>(state => [.. settings.Ledger.Coins.Select(coin => state.BalanceOf(coin.Asset, coin.Symbol))], cancellation);

    /// <summary>What came and went, as of the last synchronisation, in the chain's order.</summary>
    public Task<IReadOnlyList<Movement>> GetHistoryAsync(HistoryQuery? query = null, CancellationToken cancellation = default)
    {
        HistoryQuery asked = query ?? new HistoryQuery();
        return gate.EnterAsync<IReadOnlyList<Movement>>(
            state => [.. state.AllMovements().TakeWhile(row => row.Block >= (asked.FromBlock ?? 0)).Select(Reports.ToMovement).Where(asked.Includes).Reverse()], cancellation);
    }

    /// <summary>An order by its key; null where there is none.</summary>
    public Task<PaymentReport?> FindPaymentAsync(PaymentKey key, CancellationToken cancellation = default) =>
        gate.EnterAsync(state => state.FindPayment(key) is { } found ? Reports.ToReport(found.Payment) : null, cancellation);

    /// <summary>All orders, the newest first.</summary>
    public Task<IReadOnlyList<PaymentReport>> ListPaymentsAsync(CancellationToken cancellation = default) =>
        gate.EnterAsync<IReadOnlyList<PaymentReport>>(state => [.. state.AllPayments().Select(Reports.ToReport)], cancellation);

    /// <summary>Lets go of the folder and overwrites the keys. Orders under way are finished when the wallet is opened again and asked to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await pipeline.DisposeAsync().ConfigureAwait(false);
        delivery.Dispose();
        await gate.EnterAsync(_ => Close(), CancellationToken.None).ConfigureAwait(false);
        gate.Dispose();
    }

    private static BankWallet Open(WalletSettings settings, WalletKeys keys)
    {
        WalletDatabase? opened = null;
        SigningLog? signed = null;
        try
        {
            Span<byte> owner = stackalloc byte[Algebra.Fr.SizeInBytes];
            keys.Viewing.Owner.Value.WriteBigEndian(owner);
            StoredIdentity identity = new(
                Convert.ToHexStringLower(owner),
                settings.Ledger.LedgerId.ToString(),
                settings.Ledger.ChainId,
                settings.Ledger.ZToken.ToString());
            opened = WalletDatabase.Open(settings.Folder, keys.Viewing, identity, settings.Random);
            signed = keys.CanSign && settings.Signer is null ? SigningLog.Open(Path.Combine(settings.Folder, SignaturesName)) : null;
            return new BankWallet(settings, keys, opened, signed);
        }
        catch (Exception e)
        {
            signed?.Dispose();
            opened?.Dispose();
            keys.Dispose();
            throw e is InvalidDataException ? new WalletException(WalletRefusal.DatabaseDamaged, e.Message, e)
                : (e is IOException and not FileNotFoundException) || e is UnauthorizedAccessException ? new WalletException(WalletRefusal.DiskFailed, e.Message, e)
                : e;
        }
    }

    private void Close()
    {
        wallet.Dispose();
        database.Dispose();
        signatures?.Dispose();
        keys.Dispose();
    }
}
