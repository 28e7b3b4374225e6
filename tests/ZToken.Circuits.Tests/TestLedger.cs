using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>The keys of tests: all for one ledger.</summary>
internal static class TestLedger
{
    public static LedgerId Id { get; } = LedgerId.Of(31337, default);

    public static FullViewingKey FullViewingKey(this WalletSeed seed) => seed.FullViewingKey(Id);

    public static SpendAuthorizationKey SpendAuthorizationKey(this WalletSeed seed) => seed.SpendAuthorizationKey(Id);
}
