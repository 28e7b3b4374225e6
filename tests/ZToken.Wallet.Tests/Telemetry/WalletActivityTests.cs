using System.Diagnostics;
using System.Diagnostics.Metrics;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public sealed class WalletActivityTests : IDisposable
{
    private readonly Activity parent = new Activity("test").Start();
    private readonly List<Activity> ended = [];
    private readonly ActivityListener listener;

    public WalletActivityTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WalletActivity.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            // Other tests' wallets are heard too: this test's are below its own activity.
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                {
                    ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    [Fact]
    public void A_stage_that_succeeds_is_an_activity_of_its_name_with_shape_height_and_outcome()
    {
        using (WalletStep step = WalletActivity.Begin(WalletStage.Final, TransferShape.PaymentRun))
        {
            step.Reach(17);
            step.Succeed();
        }

        Activity activity = Assert.Single(ended);
        Assert.Equal("final", activity.OperationName);
        Assert.Equal(ActivityStatusCode.Ok, activity.Status);
        Assert.Equal(
            [(WalletActivity.ShapeTag, "T(2,8)"), (WalletActivity.HeightTag, 17L), (WalletActivity.OutcomeTag, "done")],
            activity.TagObjects.Select(tag => (tag.Key, tag.Value!)));
    }

    [Fact]
    public void A_stage_that_an_exception_ends_has_failed_and_its_message_is_not_told()
    {
        _ = Assert.Throws<InvalidOperationException>(void () =>
        {
            using WalletStep step = WalletActivity.Begin(WalletStage.Submit);
            throw new InvalidOperationException("1250.00 to BANKBBBB");
        });

        Activity activity = Assert.Single(ended);
        Assert.Equal((ActivityStatusCode.Error, null), (activity.Status, activity.StatusDescription));
        Assert.Empty(activity.Events);
        Assert.Equal([(WalletActivity.OutcomeTag, "failed")], activity.TagObjects.Select(tag => (tag.Key, tag.Value!)));
    }

    [Fact]
    public void A_refusal_is_told_by_its_name()
    {
        using (WalletStep step = WalletActivity.Begin(WalletStage.Sign))
        {
            step.Refuse(SigningRefusal.UnknownPayee);
        }

        Assert.Equal("UnknownPayee", Assert.Single(ended).GetTagItem(WalletActivity.OutcomeTag));
    }

    [Fact]
    public void Every_stage_has_a_name_of_its_own()
    {
        string[] names = [.. Enum.GetValues<WalletStage>().Select(WalletActivity.NameOf)];

        Assert.Equal(["sync", "plan", "prove", "sign", "submit", "final"], names);
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => WalletActivity.NameOf((WalletStage)99));
    }

    [Fact]
    public void The_duration_of_a_stage_is_recorded_once_with_its_name_and_outcome_and_nothing_else()
    {
        List<(double Seconds, KeyValuePair<string, object?>[] Tags)> recorded = [];
        using MeterListener meters = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == WalletActivity.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        // Measured on the thread that disposes: this test's own.
        int thread = Environment.CurrentManagedThreadId;
        meters.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                recorded.Add((seconds, tags.ToArray()));
            }
        });
        meters.Start();

        WalletStep step = WalletActivity.Begin(WalletStage.Prove, TransferShape.Everyday);
        step.Succeed();
        step.Dispose();
        step.Dispose();

        (double seconds, KeyValuePair<string, object?>[] tags) = Assert.Single(recorded);
        Assert.InRange(seconds, 0, 60);
        Assert.Equal([(WalletActivity.StageTag, "prove"), (WalletActivity.OutcomeTag, "done")], tags.Select(tag => (tag.Key, tag.Value)));
    }

    public void Dispose()
    {
        listener.Dispose();
        parent.Dispose();
    }
}
