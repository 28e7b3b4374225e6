using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZToken.Wallet;

/// <summary>A stage under way. What may be told of it is what its methods take: no text, so that no text can hold a secret.</summary>
internal sealed class WalletStep : IDisposable
{
    private const string Done = "done", Failed = "failed";

    private readonly long begun = Stopwatch.GetTimestamp();
    private readonly WalletStage stage;
    private readonly Activity? activity;
    private readonly Histogram<double> durations;
    private string outcome = Failed;
    private bool isOver;

    /// <summary>A stage that begins now.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="activity">Its activity, where somebody listens.</param>
    /// <param name="durations">Takes its duration.</param>
    public WalletStep(WalletStage stage, Activity? activity, Histogram<double> durations) => (this.stage, this.activity, this.durations) = (stage, activity, durations);

    /// <summary>Says which block the stage came to.</summary>
    public void Reach(ulong height) => activity?.SetTag(WalletActivity.HeightTag, (long)height);

    /// <summary>Says that the stage did what it should.</summary>
    public void Succeed() => outcome = Done;

    /// <summary>Says why it did not: a reason of a rule, by its name.</summary>
    public void Refuse<TReason>(TReason reason)
        where TReason : struct, Enum => outcome = Enum.GetName(reason) ?? Failed;

    /// <summary>Ends the stage.</summary>
    public void Dispose()
    {
        if (isOver)
        {
            return;
        }

        isOver = true;
        durations.Record(
            Stopwatch.GetElapsedTime(begun).TotalSeconds,
            new KeyValuePair<string, object?>(WalletActivity.StageTag, WalletActivity.NameOf(stage)),
            new KeyValuePair<string, object?>(WalletActivity.OutcomeTag, outcome));
        _ = activity?.SetTag(WalletActivity.OutcomeTag, outcome);
        // Without a description: an exception's message may name what a trace must not.
        _ = activity?.SetStatus(outcome == Done ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        activity?.Dispose();
    }
}
