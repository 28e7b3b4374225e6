using System.Diagnostics;
using System.Globalization;

namespace ZToken.Benchmarks;

/// <summary>How long the parts of blocks took.</summary>
/// <param name="parts">Their names, in the order in which a block goes through them.</param>
/// <param name="unit">What there are many of in a block.</param>
internal sealed class BlockTimes(string[] parts, string unit)
{
    private readonly List<double[]> blocks = [];
    private readonly List<double> current = [];
    private long last;

    /// <summary>Begins a block.</summary>
    public void Begin()
    {
        current.Clear();
        last = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends its next part.</summary>
    public void Mark()
    {
        current.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
        last = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends the block; those that only warm up are not counted.</summary>
    public void End(bool counts)
    {
        if (current.Count != parts.Length)
        {
            throw new InvalidOperationException($"A block has {parts.Length} parts; {current.Count} were timed.");
        }

        if (counts)
        {
            blocks.Add([.. current]);
        }
    }

    /// <summary>Writes the medians, of each part and of whole blocks.</summary>
    public void Print(int perBlock)
    {
        double total = Median(block => block.Sum());
        for (int i = 0; i < parts.Length; i++)
        {
            double median = Median(block => block[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts[i],-10} {median,8:f2} ms {1000 * median / perBlock,8:f2} us a {unit} {median / total,6:p0}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"block",-10} {total,8:f2} ms {1000 * total / perBlock,8:f2} us a {unit} {1000 * perBlock / total,8:f0} {unit}s/s, the fastest block {1000 * perBlock / blocks.Min(block => block.Sum()):f0}/s"));
    }

    private double Median(Func<double[], double> of)
    {
        double[] sorted = [.. blocks.Select(of).Order()];
        return sorted[sorted.Length / 2];
    }
}
