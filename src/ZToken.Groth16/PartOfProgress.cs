namespace ZToken.Groth16;

/// <summary>Reports the progress of a part as progress of the whole.</summary>
/// <param name="whole">Who is told.</param>
/// <param name="from">Where the part begins, from 0 to 1.</param>
/// <param name="to">Where it ends.</param>
public sealed class PartOfProgress(IProgress<double> whole, double from, double to) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => whole.Report(from + (value * (to - from)));
}
