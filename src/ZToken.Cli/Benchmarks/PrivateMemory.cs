using System.Diagnostics;
using System.Globalization;

namespace ZToken.Cli;

/// <summary>What this process holds of memory that is its own: not the pages of mapped files.</summary>
internal static class PrivateMemory
{
    private const string Status = "/proc/self/status", OwnPages = "RssAnon:";

    /// <summary>Megabytes now. Linux tells own pages apart; elsewhere the system's own notion of private memory stands.</summary>
    public static long Megabytes
    {
        get
        {
            string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(OwnPages, StringComparison.Ordinal)) : null;
            if (line is not null)
            {
                return long.Parse(line.AsSpan(OwnPages.Length).Trim(" \tkB"), CultureInfo.InvariantCulture) >> 10;
            }

            using Process process = Process.GetCurrentProcess();
            return process.PrivateMemorySize64 >> 20;
        }
    }

    /// <summary>The most that is held while work runs, looked at every few milliseconds.</summary>
    public static long PeakMegabytesOf(Action work)
    {
        long peak = Megabytes;
        using ManualResetEventSlim done = new();
        Thread watch = new(() =>
        {
            while (!done.Wait(TimeSpan.FromMilliseconds(5)))
            {
                peak = Math.Max(peak, Megabytes);
            }
        });
        watch.Start();
        work();
        done.Set();
        watch.Join();
        return Math.Max(peak, Megabytes);
    }
}
