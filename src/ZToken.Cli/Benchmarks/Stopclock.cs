using System.Diagnostics;

namespace ZToken.Cli;

/// <summary>Times an action: warm-up, then repeats; each repeat loops as often as it takes to be longer than the clock's noise.</summary>
/// <param name="Warmup">Runs before the first that counts: the JIT compiles hot code anew after it has seen it run.</param>
/// <param name="Repeats">Times taken.</param>
internal sealed record Stopclock(int Warmup, int Repeats)
{
    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(20);

    public Timing Measure(Action action, Action<double> progress, CancellationToken cancellation)
    {
        int runs = Warmup + Repeats;
        TimeSpan fastest = TimeSpan.MaxValue;
        for (int run = 0; run < Warmup; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan elapsed = Time(action, 1);
            fastest = elapsed < fastest ? elapsed : fastest;
            progress((run + 1) / (double)runs);
        }

        int loops = Warmup == 0 ? 1 : (int)Math.Clamp(Math.Ceiling(ShortestRepeat / fastest), 1, 100_000);
        double[] times = new double[Repeats];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            times[repeat] = Time(action, loops).TotalMilliseconds / loops;
            progress((Warmup + repeat + 1) / (double)runs);
        }

        return new Timing(times);
    }

    private static TimeSpan Time(Action action, int loops)
    {
        long start = Stopwatch.GetTimestamp();
        for (int loop = 0; loop < loops; loop++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
