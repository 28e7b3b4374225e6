using ZToken.Contracts;
using ZToken.Ledger;

namespace ZToken.Wallet;

/// <summary>Hands bundles that anybody may submit to a node. A chain names whoever signs a transaction: it must not be the bank.</summary>
public interface IBundleSubmitter
{
    /// <summary>Hands in one bundle, without waiting for its block.</summary>
    /// <param name="operation">The bundle and the function that takes it.</param>
    /// <param name="cancellation">Stops the work; the bundle may have been handed in then.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="LedgerRefusedException">The contract would refuse it now.</exception>
    Task<Hash256> SubmitAsync(BundleOperation operation, CancellationToken cancellation = default);
}
