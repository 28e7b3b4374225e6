using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>The wallet's own spending key as a signer. Its member's index is known only once the member is admitted.</summary>
/// <param name="settings">Chain, contract and limits.</param>
/// <param name="keys">The keys.</param>
/// <param name="gate">To the wallet's own copy of the registry.</param>
/// <param name="signatures">What was signed.</param>
internal sealed class OwnSigner(WalletSettings settings, WalletKeys keys, WalletGate gate, SigningLog? signatures) : ISpendSigner
{
    // Beyond the life of a payment: the clocks of wallet and chain may differ.
    private static readonly TimeSpan leeway = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default) =>
        await gate.EnterAsync(state => SignAsync(request, state, cancellation), cancellation).ConfigureAwait(false);

    private async Task<SigningAnswer> SignAsync(SigningRequest request, WalletState state, CancellationToken cancellation)
    {
        if (keys.Spending is not { } spending || signatures is null)
        {
            throw new WalletException(WalletRefusal.CannotSign, "the wallet holds no key that spends, and was given no signer");
        }

        PaymentAddress self = TransferPlanner.RequireSelf(state).Address;
        SigningLimits limits = new(settings.PaymentLife + leeway, new HashSet<uint> { settings.VerifyingKeyVersion });
        SoftwareSpendSigner signer = new(spending, self, settings.Ledger.ChainId, settings.Ledger.ZToken.ToAccount(), state, signatures, limits, settings.Time, settings.Random);
        return await signer.SignAsync(request, cancellation).ConfigureAwait(false);
    }
}
