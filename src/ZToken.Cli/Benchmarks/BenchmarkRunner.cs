namespace ZToken.Cli;

/// <summary>Measures cases one after the other, the reference just before and just after each, so that both see the same weather on the machine.</summary>
/// <param name="clock">Warm-up and repeats.</param>
/// <param name="display">Is told what goes on.</param>
internal sealed class BenchmarkRunner(Stopclock clock, IProgressDisplay display)
{
    private const int ReferenceSamples = 3;

    public IReadOnlyList<BenchmarkRow> Run(IReadOnlyList<BenchmarkCase> cases, CancellationToken cancellation)
    {
        List<BenchmarkRow> rows = [];
        foreach (BenchmarkCase work in cases)
        {
            rows.Add(Measure(work, cancellation));
        }

        return rows;
    }

    private BenchmarkRow Measure(BenchmarkCase work, CancellationToken cancellation)
    {
        string title = $"{work.Name}, {work.Size}";
        BenchmarkWork? prepared = null;
        display.Show(title + ": preparing", () => prepared = work.Prepare());
        Timing theirs = SampleReference(work.Reference, cancellation);
        List<IReadOnlyList<(string Name, double Milliseconds)>> parts = [];
        Timing timing = new([]);
        display.Show(title, progress => timing = clock.Measure(
            () =>
            {
                prepared!.Run();
                parts.Add(prepared.Parts());
            },
            progress,
            cancellation));
        if (prepared!.Count > 1)
        {
            timing = new Timing([.. timing.Milliseconds.Select(time => time / prepared.Count)]);
        }

        theirs = theirs.Add(SampleReference(work.Reference, cancellation));
        prepared.Release();
        return new BenchmarkRow(work.Name, work.Size, timing, Medians([.. parts.TakeLast(clock.Repeats)]), work.Reference, theirs);
    }

    private Timing SampleReference(Reference? reference, CancellationToken cancellation)
    {
        Timing sample = new([]);
        if (reference is not null)
        {
            display.Show(reference.Name, () => sample = reference.Sample(ReferenceSamples, cancellation));
        }

        return sample;
    }

    private static IReadOnlyList<(string Name, double Milliseconds)> Medians(List<IReadOnlyList<(string Name, double Milliseconds)>> runs) =>
        [.. runs.SelectMany(run => run).GroupBy(part => part.Name, StringComparer.Ordinal).Select(part => (part.Key, new Timing([.. part.Select(time => time.Milliseconds)]).Median))];
}
