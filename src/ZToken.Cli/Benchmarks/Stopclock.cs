using System.Diagnostics;

namespace ZToken.Cli;

/// <summary>Times an action: warm-up, then repeats; each repeat loops as often as it takes to be longer than the clock's noise.</summary>
/// <param name="Warmup">Runs before the first that counts, more where they are short: the JIT compiles hot code anew after it has seen it run for a while.</param>
/// <param name="Repeats">Times taken.</param>
internal sealed record Stopclock(int Warmup, int Repeats)
{
    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromMilliseconds(20);

    // The JIT waits for 30 calls and a tenth of a second without new code before it compiles anew, in the background and twice over.
    private static readonly TimeSpan ShortestWarmup = TimeSpan.FromSeconds(1);

    public Timing Measure(Action action, Action<double> progress, CancellationToken cancellation)
    {
        int runs = Warmup + Repeats;
        TimeSpan fastest = TimeSpan.MaxValue;
        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < Warmup || (Warmup > 0 && Stopwatch.GetElapsedTime(start) < ShortestWarmup); run++)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan elapsed = Time(action, 1);
            fastest = elapsed < fastest ? elapsed : fastest;
            progress(Math.Min(run + 1, Warmup) / (double)runs);
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
