using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Hands bundles in by the account that may: shields by that which holds the coins, all others by one that tells nothing.</summary>
/// <param name="settings">Ledger, node and accounts.</param>
internal sealed class BundleDelivery(WalletSettings settings) : IDisposable
{
    private readonly IBundleSubmitter submitter = settings.Submitter ?? new OneTimeAccountSubmitter(settings.Node, settings.Ledger, settings.Random, settings.Time);
    private readonly TransactionSender? coins = settings.CoinAccount is { } key ? new TransactionSender(settings.Node, key, settings.Time) : null;

    // Allowances add up only if they are asked for one after another.
    private readonly SemaphoreSlim shielding = new(1);

    /// <summary>Hands a bundle in.</summary>
    /// <returns>The transaction.</returns>
    /// <exception cref="LedgerRefusedException">The contract would refuse it now.</exception>
    /// <exception cref="WalletException">It shields, and the account cannot.</exception>
    public async Task<Hash256> DeliverAsync(Bundle bundle, CancellationToken cancellation)
    {
        BundleFunction function = !bundle.Statement.Effects.PublicIn.IsZero ? BundleFunction.Shield : bundle.Terms.Target.IsNone ? BundleFunction.Transfer : BundleFunction.Unshield;
        BundleOperation operation = new(function, ContractBundle.From(bundle));
        return function == BundleFunction.Shield
            ? await ShieldAsync(operation, bundle.Statement.Effects, cancellation).ConfigureAwait(false)
            : await submitter.SubmitAsync(operation, cancellation).ConfigureAwait(false);
    }

    /// <summary>That the wallet's account holds enough coins to shield an amount.</summary>
    /// <exception cref="WalletException">It does not, or there is none.</exception>
    public async Task RequireCoinsAsync(AssetId asset, Amount amount, CancellationToken cancellation)
    {
        TransactionSender account = RequireAccount();
        Amount held = await new DepositCoinContract(settings.Node, settings.Ledger.CoinOf(asset)).GetBalanceAsync(account.Account, BlockTag.Pending, cancellation).ConfigureAwait(false);
        if (held < amount)
        {
            throw TooFewCoins(account, held, amount);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        shielding.Dispose();
        coins?.Dispose();
    }

    private async Task<Hash256> ShieldAsync(BundleOperation operation, TransferEffects effects, CancellationToken cancellation)
    {
        TransactionSender account = RequireAccount();
        Amount amount = effects.PublicIn;
        DepositCoinContract coin = new(settings.Node, settings.Ledger.CoinOf(effects.PublicAsset));
        await shielding.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Amount held = await coin.GetBalanceAsync(account.Account, BlockTag.Pending, cancellation).ConfigureAwait(false);
            bool wasTaken = held < amount && await IsTakenAsync(effects, cancellation).ConfigureAwait(false);
            if (held < amount && !wasTaken)
            {
                throw TooFewCoins(account, held, amount);
            }

            Amount allowed = await coin.GetAllowanceAsync(account.Account, settings.Ledger.ZToken, BlockTag.Pending, cancellation).ConfigureAwait(false);
            if (allowed < amount && !wasTaken)
            {
                _ = await account.SendAsync(coin.Address, DepositCoinContract.Approve(settings.Ledger.ZToken, amount), cancellation).ConfigureAwait(false);
            }

            return await account.HandInAsync(settings.Ledger.ZToken, ZTokenContract.Submit(operation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _ = shielding.Release();
        }
    }

    // An account that has too little may have shielded by this very bundle.
    private async Task<bool> IsTakenAsync(TransferEffects effects, CancellationToken cancellation) =>
        await new ZTokenContract(settings.Node, settings.Ledger.ZToken).IsNullifierSeenAsync(effects.Nullifiers[0], BlockTag.Pending, cancellation).ConfigureAwait(false);

    private TransactionSender RequireAccount() =>
        coins ?? throw new WalletException(WalletRefusal.NoCoinAccount, "the wallet was given no account that holds coins: without it nothing can be shielded");

    private static WalletException TooFewCoins(TransactionSender account, Amount held, Amount wanted) =>
        new(WalletRefusal.InsufficientFunds, $"the account {account.Account} holds {held} in coins, {wanted} are to be shielded");
}
