using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ZToken.Wallet;

/// <summary>Opens an application's wallet, finishes the payments that were under way when it ended, and reads the chain's news from then on.</summary>
/// <remarks>A wallet that does not open stops the application's start. A node that is away does not: it is asked again.</remarks>
/// <param name="wallet">The wallet.</param>
/// <param name="options">How often news are read.</param>
/// <param name="clock">The application's clock, if it has one.</param>
/// <param name="logger">Is told refusals by their names.</param>
internal sealed partial class WalletSynchronizer(HostedWallet wallet, IOptions<ZTokenWalletOptions> options, ILogger<WalletSynchronizer> logger, TimeProvider? clock = null) : BackgroundService
{
    private readonly TimeProvider time = clock ?? TimeProvider.System;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = await wallet.GetAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.SyncInterval is { } interval
        ? Task.WhenAll(RecoverAsync(interval, stoppingToken), FollowAsync(interval, stoppingToken))
        : Task.CompletedTask;

    // Beside the news, for it takes as long as payments do.
    private async Task RecoverAsync(TimeSpan pause, CancellationToken stopping)
    {
        BankWallet open = await wallet.GetAsync(stopping).ConfigureAwait(false);
        while (true)
        {
            try
            {
                IReadOnlyList<PaymentReport> recovered = await open.RecoverAsync(stopping).ConfigureAwait(false);
                TellRecovered(logger, recovered.Count);
                return;
            }
            catch (WalletException refused)
            {
                TellRefusal(logger, refused.Refusal);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(TimeSpan interval, CancellationToken stopping)
    {
        using PeriodicTimer timer = new(interval, time);
        do
        {
            try
            {
                await wallet.SyncAsync(stopping).ConfigureAwait(false);
            }
            catch (WalletException refused)
            {
                TellRefusal(logger, refused.Refusal);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The wallet has read the chain; payments found under way: {Count}.")]
    private static partial void TellRecovered(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The wallet could not read the chain's news ({Refusal}); it will try again.")]
    private static partial void TellRefusal(ILogger logger, WalletRefusal refusal);
}
