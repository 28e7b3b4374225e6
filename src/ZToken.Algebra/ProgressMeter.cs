namespace ZToken.Algebra;

/// <summary>Adds up what the threads of one computation have done, and tells the share of the whole.</summary>
internal sealed class ProgressMeter(ComputeOptions options, long whole)
{
    private long done;

    /// <summary>Counts further units of work as done.</summary>
    public void Add(long units)
    {
        if (options.Progress is not null)
        {
            options.Progress.Report((double)Interlocked.Add(ref done, units) / whole);
        }
    }
}
