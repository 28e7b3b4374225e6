using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>All that a demonstration measured and saw.</summary>
internal sealed record DemoReport
{
    /// <summary>All of it, keys included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Making or opening the development keys.</summary>
    public required TimeSpan KeyTime { get; init; }

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<DemoStep> Steps { get; init; }

    /// <summary>One payment's stages and how long each took.</summary>
    public required IReadOnlyList<(StoryRow Row, TimeSpan Time)> Story { get; init; }

    /// <summary>Who sees what.</summary>
    public required IReadOnlyList<ViewedBundle> Views { get; init; }

    /// <summary>The bank whose key the regulator opened.</summary>
    public required string WarrantBank { get; init; }

    /// <summary>The epoch of that key.</summary>
    public required Epoch WarrantEpoch { get; init; }

    /// <summary>The names of the members by their indices.</summary>
    public required IReadOnlyDictionary<MemberIndex, string> Members { get; init; }

    /// <summary>What was refused.</summary>
    public required IReadOnlyList<DemoRefusal> Refusals { get; init; }

    /// <summary>Each coin with what the z-contract says is in its pool and what it holds.</summary>
    public required IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)> Pools { get; init; }

    /// <summary>The last block.</summary>
    public required ulong Blocks { get; init; }

    /// <summary>The symbols of the assets.</summary>
    public required IReadOnlyDictionary<AssetId, string> Symbols { get; init; }
}
