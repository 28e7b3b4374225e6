namespace ZToken.Cli;

/// <summary>Something else's work, timed all along the same run, that ours is divided by.</summary>
/// <param name="name">What it is, for the report.</param>
/// <param name="work">The work.</param>
internal sealed class Reference(string name, Action work)
{
    public string Name => name;

    /// <summary>All times so far.</summary>
    public Timing Timing { get; private set; } = new([]);

    /// <summary>Takes more times and returns these; the first call also warms up.</summary>
    public Timing Sample(int repeats, CancellationToken cancellation)
    {
        Timing sample = new Stopclock(Timing.Milliseconds.Count == 0 ? 2 : 1, repeats).Measure(work, _ => { }, cancellation);
        Timing = Timing.Add(sample);
        return sample;
    }
}
