using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Hands the parts of a proof their share of the progress.</summary>
/// <param name="options">The options of the whole.</param>
internal sealed class ProofProgress(ComputeOptions options)
{
    private double done;

    /// <summary>Options for the next part, which is so much of the whole.</summary>
    public ComputeOptions Next(double share)
    {
        double from = done;
        done += share;
        return options.Progress is null ? options : options with { Progress = new PartOfProgress(options.Progress, from, done) };
    }

    /// <summary>Reports that all is done.</summary>
    public void Finish() => options.Progress?.Report(1);
}
