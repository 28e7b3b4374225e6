using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>What a bank of a demonstration wants of one bundle.</summary>
/// <param name="Asset">Which money.</param>
/// <param name="Payments">Who is paid.</param>
internal sealed record DemoOrder(AssetId Asset, params IReadOnlyList<Payment> Payments)
{
    /// <summary>Coins that are shielded.</summary>
    public Amount PublicIn { get; init; }

    /// <summary>Coins that are unshielded.</summary>
    public Amount PublicOut { get; init; }

    /// <summary>Who gets them; null for the bank's own account.</summary>
    public Address? Target { get; init; }

    /// <summary>Until when; null for half an hour.</summary>
    public ulong? Expiry { get; init; }

    /// <summary>The function that takes it.</summary>
    public BundleFunction Function => !PublicIn.IsZero ? BundleFunction.Shield : !PublicOut.IsZero ? BundleFunction.Unshield : BundleFunction.Transfer;
}
