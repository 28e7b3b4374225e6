using Microsoft.Extensions.Options;

namespace ZToken.Wallet;

/// <summary>The wallet of an application: opened once, by whoever needs it first, and closed with the application.</summary>
/// <remarks>An opening that fails is not remembered: the next call tries again.</remarks>
public sealed class HostedWallet : IAsyncDisposable
{
    private readonly WalletOpening opening;
    private readonly SemaphoreSlim gate = new(1);
    private BankWallet? wallet;
    private bool isDisposed;

    /// <summary>The wallet of options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="services">What the application brings itself: signer, prover, submitter, node, clock, logs.</param>
    public HostedWallet(IOptions<ZTokenWalletOptions> options, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        opening = new WalletOpening(options.Value, services);
    }

    /// <summary>When the news were last read to the end; null before they were for the first time.</summary>
    public DateTimeOffset? SynchronizedAt { get; private set; }

    /// <summary>Why they could not be read since; null where they could.</summary>
    public WalletRefusal? Failure { get; private set; }

    /// <summary>The wallet, opened.</summary>
    /// <exception cref="WalletException">It cannot be opened; the message says what to do.</exception>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public async ValueTask<BankWallet> GetAsync(CancellationToken cancellation = default)
    {
        if (Volatile.Read(ref wallet) is { } open)
        {
            return open;
        }

        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (wallet is null)
            {
                Volatile.Write(ref wallet, await opening.RunAsync(cancellation).ConfigureAwait(false));
            }

            return wallet;
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>Closes the wallet.</summary>
    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!isDisposed)
            {
                isDisposed = true;
                if (wallet is { } open)
                {
                    Volatile.Write(ref wallet, null);
                    await open.DisposeAsync().ConfigureAwait(false);
                }

                opening.Dispose();
            }
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>Reads the news and remembers how that went.</summary>
    /// <exception cref="WalletException">They cannot be read.</exception>
    internal async Task SyncAsync(CancellationToken cancellation)
    {
        try
        {
            BankWallet open = await GetAsync(cancellation).ConfigureAwait(false);
            _ = await open.SyncAsync(cancellation: cancellation).ConfigureAwait(false);
            (SynchronizedAt, Failure) = (opening.Time.GetUtcNow(), null);
        }
        catch (WalletException refused)
        {
            Failure = refused.Refusal;
            throw;
        }
    }
}
