namespace ZToken.Cli;

/// <summary>Work that is ready to be timed.</summary>
/// <param name="Run">The work, once.</param>
internal sealed record BenchmarkWork(Action Run)
{
    /// <summary>How many things one run does, where the time of one is of interest: the proofs of a batch.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Named parts of the last run in milliseconds, where the work can tell them.</summary>
    public Func<IReadOnlyList<(string Name, double Milliseconds)>> Parts { get; init; } = () => [];

    /// <summary>Lets go of what the work holds.</summary>
    public Action Release { get; init; } = () => { };
}
