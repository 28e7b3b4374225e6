using System.Diagnostics;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary>Listens to the prover: how long each stage of the last proof took.</summary>
internal sealed class ProofStages : IDisposable
{
    private readonly ActivityListener listener;
    private readonly Dictionary<string, double> milliseconds = new(StringComparer.Ordinal);

    public ProofStages()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Prover.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => milliseconds[activity.OperationName] = activity.Duration.TotalMilliseconds,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public double Of(params ReadOnlySpan<string> stages)
    {
        double sum = 0;
        foreach (string stage in stages)
        {
            sum += milliseconds.GetValueOrDefault(stage);
        }

        return sum;
    }

    public void Dispose() => listener.Dispose();
}
