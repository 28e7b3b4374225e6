using System.Diagnostics;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Hands the stages of a proof their share of the progress, and tells listeners of <see cref="Prover.ActivitySourceName"/> how long each takes.</summary>
/// <param name="options">The options of the whole.</param>
internal sealed class ProofProgress(ComputeOptions options) : IDisposable
{
    private static readonly ActivitySource source = new(Prover.ActivitySourceName);

    private Activity? stage;
    private double done;

    /// <summary>Ends the stage before, and gives options for the next, which is so much of the whole.</summary>
    public ComputeOptions Next(string name, double share)
    {
        stage?.Dispose();
        stage = source.StartActivity(name);
        return Next(share);
    }

    /// <summary>Options for the next part, which is so much of the whole.</summary>
    public ComputeOptions Next(double share)
    {
        double from = done;
        done += share;
        return options.Progress is null ? options : options with { Progress = new PartOfProgress(options.Progress, from, done) };
    }

    /// <summary>Reports that all is done.</summary>
    public void Finish() => options.Progress?.Report(1);

    public void Dispose() => stage?.Dispose();
}
