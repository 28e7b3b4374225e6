using ZToken.Contracts;
using ZToken.Ledger;

namespace ZToken.Wallet;

/// <summary>Submits all bundles from one account, which pays for their gas: a relayer's, or on a chain where gas costs something the bank's own.</summary>
/// <remarks>Whoever knows whose account it is knows who pays: a bank that submits from its own gives up that part of its privacy.</remarks>
/// <param name="account">The account; the caller disposes of it.</param>
/// <param name="ledger">The ledger.</param>
public sealed class AccountSubmitter(TransactionSender account, DeployedLedger ledger) : IBundleSubmitter
{
    /// <inheritdoc/>
    public Task<Hash256> SubmitAsync(BundleOperation operation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return account.HandInAsync(ledger.ZToken, ZTokenContract.Submit(operation), cancellation);
    }
}
