namespace ZToken.Cli;

/// <summary>How long something took, over and over.</summary>
/// <param name="Milliseconds">One time for each repeat, in the order in which they were taken.</param>
internal sealed record Timing(IReadOnlyList<double> Milliseconds)
{
    public double Median
    {
        get
        {
            double[] sorted = [.. Milliseconds.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public double Minimum => Milliseconds.Min();

    public double Maximum => Milliseconds.Max();

    public Timing Add(Timing more) => new([.. Milliseconds, .. more.Milliseconds]);
}
