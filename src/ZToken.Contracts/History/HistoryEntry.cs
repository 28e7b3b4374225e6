using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>One thing that a ledger's history is made of; exactly one of its properties is there.</summary>
public sealed record HistoryEntry
{
    private HistoryEntry()
    {
    }

    /// <summary>A bundle that was taken, with its proof and signature.</summary>
    public BundleOperation? Bundle { get; private init; }

    /// <summary>A log of the registry as it was.</summary>
    public Log? Registry { get; private init; }

    /// <summary>An asset that got its coin.</summary>
    public CoinSettings? Asset { get; private init; }

    /// <summary>A retired member that was paid out: its index, the asset and the cents.</summary>
    public (ushort Index, uint Asset, ulong Cents)? Paid { get; private init; }

    /// <summary>A bundle.</summary>
    public static HistoryEntry Of(BundleOperation bundle) => new() { Bundle = bundle };

    /// <summary>A log of the registry.</summary>
    public static HistoryEntry Of(Log registry) => new() { Registry = registry };

    /// <summary>An asset.</summary>
    public static HistoryEntry Of(CoinSettings asset) => new() { Asset = asset };

    /// <summary>A payment to a retired member.</summary>
    public static HistoryEntry OfPayment(ushort index, uint asset, ulong cents) => new() { Paid = (index, asset, cents) };
}
