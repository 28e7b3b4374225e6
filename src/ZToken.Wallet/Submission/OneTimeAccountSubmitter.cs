using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Wallet;

/// <summary>Submits each bundle from an account that nobody used before and nobody will use again: the chain learns nothing of who pays.</summary>
/// <remarks>For chains whose gas is free. The node that is asked learns the sender's network address: ask one's own.</remarks>
/// <param name="node">The node.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="random">Draws the keys.</param>
/// <param name="time">The clock, or null for the system's.</param>
public sealed class OneTimeAccountSubmitter(EthereumClient node, DeployedLedger ledger, RandomSource random, TimeProvider? time = null) : IBundleSubmitter
{
    /// <inheritdoc/>
    public async Task<Hash256> SubmitAsync(BundleOperation operation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(random);
        using TransactionSender sender = new(node, key, time);
        return await sender.HandInAsync(ledger.ZToken, ZTokenContract.Submit(operation), cancellation).ConfigureAwait(false);
    }
}
