namespace ZToken.Cli;

/// <summary>Measures cases one after the other, the references in between, so that all see the same weather on the machine.</summary>
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

        foreach (Reference reference in cases.Select(work => work.Reference).OfType<Reference>().Distinct())
        {
            display.Show(reference.Name, () => reference.Sample(ReferenceSamples, cancellation));
        }

        return rows;
    }

    private BenchmarkRow Measure(BenchmarkCase work, CancellationToken cancellation)
    {
        if (work.Reference is Reference reference)
        {
            display.Show(reference.Name, () => reference.Sample(ReferenceSamples, cancellation));
        }

        string title = $"{work.Name}, {work.Size}";
        BenchmarkWork? prepared = null;
        display.Show(title + ": preparing", () => prepared = work.Prepare());
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
        prepared!.Release();
        if (prepared.Count > 1)
        {
            timing = new Timing([.. timing.Milliseconds.Select(time => time / prepared.Count)]);
        }

        return new BenchmarkRow(work.Name, work.Size, timing, Medians([.. parts.Skip(clock.Warmup)]), work.Reference);
    }

    private static IReadOnlyList<(string Name, double Milliseconds)> Medians(List<IReadOnlyList<(string Name, double Milliseconds)>> runs) =>
        [.. runs.SelectMany(run => run).GroupBy(part => part.Name, StringComparer.Ordinal).Select(part => (part.Key, new Timing([.. part.Select(time => time.Milliseconds)]).Median))];
}
