using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Which movements are wanted; what is null is not asked about.</summary>
public sealed record HistoryQuery
{
    /// <summary>Of this asset.</summary>
    public AssetId? Asset { get; init; }

    /// <summary>In this block or later.</summary>
    public ulong? FromBlock { get; init; }

    /// <summary>In this block or earlier.</summary>
    public ulong? ToBlock { get; init; }

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether a movement is among those that are wanted.</summary>
    internal bool Includes(Movement movement) =>
        (Asset is null || movement.Asset == Asset) &&
        movement.Block >= (FromBlock ?? 0) && movement.Block <= (ToBlock ?? ulong.MaxValue) &&
        movement.Time >= (From ?? DateTimeOffset.MinValue) && movement.Time < (Before ?? DateTimeOffset.MaxValue);
}
