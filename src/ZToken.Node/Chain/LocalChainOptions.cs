using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What a local chain is to be.</summary>
public sealed record LocalChainOptions
{
    /// <summary>What it begins with.</summary>
    public Genesis Genesis { get; init; } = Genesis.Development();

    /// <summary>Where it lies; null for a chain in memory, which ends with the process.</summary>
    public string? Folder { get; init; }

    /// <summary>The time between blocks; null for a block as soon as there are transactions. There are no empty blocks either way.</summary>
    public TimeSpan? BlockTime { get; init; }

    /// <summary>Who gets the fees.</summary>
    public Address Beneficiary { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The bounds of the pool.</summary>
    public PoolLimits Pool { get; init; } = new();

    /// <summary>The bounds of what is run without being sent.</summary>
    public SimulationLimits Simulation { get; init; } = new();
}
