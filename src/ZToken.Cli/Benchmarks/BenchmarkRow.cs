namespace ZToken.Cli;

/// <summary>A row of a report.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Size">To how much.</param>
/// <param name="Timing">How long it took.</param>
/// <param name="Parts">Medians of its parts in milliseconds.</param>
/// <param name="Reference">What it is compared with.</param>
/// <param name="ReferenceTiming">How long that took just before and just after.</param>
internal sealed record BenchmarkRow(
    string Name,
    string Size,
    Timing Timing,
    IReadOnlyList<(string Name, double Milliseconds)> Parts,
    Reference? Reference,
    Timing ReferenceTiming)
{
    /// <summary>Our median divided by that of the reference.</summary>
    public double? Ratio => Reference is null ? null : Timing.Median / ReferenceTiming.Median;

    /// <summary>Our fastest divided by the reference's fastest: what is left where the machine is noisy.</summary>
    public double? RatioOfMinima => Reference is null ? null : Timing.Minimum / ReferenceTiming.Minimum;
}
