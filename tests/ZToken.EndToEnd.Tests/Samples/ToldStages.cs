using System.Diagnostics;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>What wallets tell OpenTelemetry while a test is under way, below an activity of the test's own.</summary>
internal sealed class ToldStages : IDisposable
{
    private static readonly HashSet<string> known = [WalletActivity.ShapeTag, WalletActivity.HeightTag, WalletActivity.OutcomeTag];

    private readonly Activity test = new Activity("test").Start();
    private readonly ActivityListener listener;
    private readonly Lock gate = new();
    private readonly List<Activity> ended = [];

    public ToldStages()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WalletActivity.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The stages that were told, each once, by name.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (gate)
            {
                return [.. ended.Select(activity => activity.OperationName).Distinct().Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Asserts that nothing was told but shapes, heights and outcomes.</summary>
    public void AssertNothingSecret()
    {
        lock (gate)
        {
            Assert.All(ended, activity =>
            {
                Assert.Empty(activity.Events);
                Assert.Empty(activity.Baggage);
                Assert.Null(activity.StatusDescription);
                Assert.Equal(activity.OperationName, activity.DisplayName);
                Assert.Subset(known, activity.TagObjects.Select(tag => tag.Key).ToHashSet());
                Assert.All(activity.TagObjects, tag => Assert.True(tag.Key == WalletActivity.HeightTag ? tag.Value is long : tag.Value is string text && IsAllowed(tag.Key, text), $"{tag.Key} is {tag.Value}"));
            });
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        test.Dispose();
    }

    // A shape of the network, or a word of letters alone: neither can hold an amount, a name with digits or a key.
    private static bool IsAllowed(string tag, string text) => tag == WalletActivity.ShapeTag
        ? text is "T(2,1)" or "T(8,1)" or "T(2,8)"
        : text.Length <= 32 && text.All(char.IsAsciiLetter);

    private void Keep(Activity activity)
    {
        if (activity.TraceId == test.TraceId)
        {
            lock (gate)
            {
                ended.Add(activity);
            }
        }
    }
}
