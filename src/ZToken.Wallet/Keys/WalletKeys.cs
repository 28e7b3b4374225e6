using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a wallet holds of its member's keys on one ledger: all, or only those that see.</summary>
public sealed class WalletKeys : IDisposable
{
    private WalletKeys(FullViewingKey viewing, SpendAuthorizationKey? spending) => (Viewing, Spending) = (viewing, spending);

    /// <summary>The keys that see everything.</summary>
    public FullViewingKey Viewing { get; }

    /// <summary>Whether the key that spends is among them.</summary>
    public bool CanSign => Spending is not null;

    /// <summary>ask, where it is held here.</summary>
    internal SpendAuthorizationKey? Spending { get; }

    /// <summary>All keys of a seed on a ledger.</summary>
    /// <param name="seed">The seed, which the caller disposes of.</param>
    /// <param name="ledger">The ledger.</param>
    public static WalletKeys FromSeed(WalletSeed seed, LedgerId ledger)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return new WalletKeys(seed.FullViewingKey(ledger), seed.SpendAuthorizationKey(ledger));
    }

    /// <summary>Keys that see, of a member whose signer is elsewhere.</summary>
    /// <param name="key">The key, which is disposed of with these.</param>
    public static WalletKeys ViewOnly(FullViewingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new WalletKeys(key, null);
    }

    /// <summary>Overwrites the keys.</summary>
    public void Dispose()
    {
        Viewing.Dispose();
        Spending?.Dispose();
    }
}
