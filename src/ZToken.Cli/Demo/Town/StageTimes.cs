namespace ZToken.Cli;

/// <summary>How long a piece of a wallet's work took, and each of its stages, by the wallet's own account.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Stages">The stages as they ended, with the names of their activities.</param>
internal sealed record StageTimes(TimeSpan Total, IReadOnlyList<(string Name, TimeSpan Duration)> Stages)
{
    /// <summary>All stages of a name together.</summary>
    public TimeSpan Of(string name) => Stages.Where(stage => stage.Name == name).Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration);
}
