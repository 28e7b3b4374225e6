namespace ZToken.Node;

/// <summary>The bounds of what is run without being sent.</summary>
public sealed record SimulationLimits
{
    /// <summary>Gas of a call, at most; one that asks for more, or for none, gets this.</summary>
    public ulong Gas { get; init; } = 100_000_000;

    /// <summary>How long one may run.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many may run at once; others wait for their turn, within their time.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);
}
