using System.Diagnostics;

namespace ZToken.Peers;

/// <summary>Milliseconds of the repeats of one piece of work.</summary>
internal sealed class Times(double[] milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    /// <summary>The shortest.</summary>
    public double Minimum => sorted[0];

    /// <summary>The middle one.</summary>
    public double Median => sorted[sorted.Length / 2];

    /// <summary>Runs the work twice to warm up, then so many times.</summary>
    public static Times Measure(int repeats, Action work)
    {
        work();
        work();
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return new Times(times);
    }
}
