namespace ZToken.Cli;

/// <summary>A row of a report.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Size">To how much.</param>
/// <param name="Timing">How long it took.</param>
/// <param name="Parts">Medians of its parts in milliseconds.</param>
/// <param name="Reference">What it is compared with.</param>
internal sealed record BenchmarkRow(string Name, string Size, Timing Timing, IReadOnlyList<(string Name, double Milliseconds)> Parts, Reference? Reference)
{
    /// <summary>Our median divided by that of the reference.</summary>
    public double? Ratio => Reference is null ? null : Timing.Median / Reference.Timing.Median;
}
