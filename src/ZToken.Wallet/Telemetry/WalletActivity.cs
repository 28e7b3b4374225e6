using System.Diagnostics;
using System.Diagnostics.Metrics;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a wallet tells OpenTelemetry: an activity for each stage of its work, a duration with each.</summary>
/// <remarks>
/// Traces leave the bank's house more easily than its books do. They hold stages, shapes, heights and outcomes, never amounts, parties, keys or references; and
/// nothing that names a bundle or a transaction, for the chain shows those to everybody without saying whose they are, and a trace would say it. When a bank
/// pays is in a trace all the same: whoever reads it beside the chain learns which bundles may be the bank's. Keep traces where you keep payments.
/// </remarks>
public static class WalletActivity
{
    /// <summary>The name of the activity source and of the meter: <c>AddSource(WalletActivity.Name)</c>, <c>AddMeter(WalletActivity.Name)</c>.</summary>
    public const string Name = "ZToken.Wallet";

    /// <summary>The histogram of stages, in seconds, with the tags <see cref="StageTag"/> and <see cref="OutcomeTag"/>. Its counts are those of the stages.</summary>
    public const string DurationName = "ztoken.wallet.stage.duration";

    /// <summary>The tag of a duration that names the stage.</summary>
    public const string StageTag = "ztoken.stage";

    /// <summary>The tag that says how a stage ended: <c>done</c>, <c>failed</c>, or the name of a refusal.</summary>
    public const string OutcomeTag = "ztoken.outcome";

    /// <summary>The tag of an activity with the shape of the bundle, as the chain shows it.</summary>
    public const string ShapeTag = "ztoken.shape";

    /// <summary>The tag of an activity with the block that was read last, or that the bundle was found in at the earliest.</summary>
    public const string HeightTag = "ztoken.height";

    private static readonly ActivitySource source = new(Name);
    private static readonly Meter meter = new(Name);
    private static readonly Histogram<double> durations = meter.CreateHistogram<double>(DurationName, unit: "s", description: "How long a stage of a wallet's work took.");

    /// <summary>Begins a stage; it ends when the result is disposed of, as failed unless it was told otherwise.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="shape">The shape of the bundle, where there is one.</param>
    internal static WalletStep Begin(WalletStage stage, TransferShape? shape = null)
    {
        Activity? activity = source.StartActivity(NameOf(stage));
        _ = activity?.SetTag(ShapeTag, shape?.ToString());
        return new WalletStep(stage, activity, durations);
    }

    /// <summary>The name of a stage's activity.</summary>
    internal static string NameOf(WalletStage stage) => stage switch
    {
        WalletStage.Sync => "sync",
        WalletStage.Plan => "plan",
        WalletStage.Prove => "prove",
        WalletStage.Sign => "sign",
        WalletStage.Submit => "submit",
        WalletStage.Final => "final",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
