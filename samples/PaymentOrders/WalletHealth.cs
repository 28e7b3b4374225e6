using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>Healthy while the wallet reads the chain's news.</summary>
internal sealed class WalletHealth(HostedWallet wallet, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan oldest = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        wallet.Failure is { } refusal ? HealthCheckResult.Degraded($"The wallet cannot read the chain: {refusal}.")
        : wallet.SynchronizedAt is { } last && time.GetUtcNow() - last < oldest ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("The wallet has not read the chain for a while."));
}
