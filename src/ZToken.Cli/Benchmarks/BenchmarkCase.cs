namespace ZToken.Cli;

/// <summary>A row of a report, before it is measured.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Size">To how much.</param>
/// <param name="Prepare">Makes the input and returns the work.</param>
internal sealed record BenchmarkCase(string Name, string Size, Func<BenchmarkWork> Prepare)
{
    /// <summary>What the time is divided by; null where there is nothing to compare with.</summary>
    public Reference? Reference { get; init; }
}
