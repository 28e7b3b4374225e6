using System.Diagnostics;
using System.Globalization;

namespace ZToken.Benchmarks;

/// <summary>What a microsecond of each precompile costs in gas: Ethereum's own, whose prices are given, and ZToken's, whose prices follow from them.</summary>
/// <remarks>
/// All calls take turns, round after round, and each keeps its fastest turn: what else runs on the machine can only make a call slower. One thread.
/// </remarks>
internal static class GasCommand
{
    private const int DefaultRounds = 100;
    private const double MicrosecondsOfATurn = 1_000;
    private const int FewestWarmUps = 60;

    private static readonly long warmUp = Stopwatch.Frequency / 2;

    public static int Run(string[] arguments)
    {
        int rounds = CommandOption.Read(arguments, "--rounds", DefaultRounds);
        GasCall[] calls = [.. StandardCalls.All(), .. ZTokenCalls.All()];
        int[] repeats = [.. calls.Select(WarmUp)];
        double[] fastest = [.. Enumerable.Repeat(double.MaxValue, calls.Length)];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < calls.Length; i++)
            {
                fastest[i] = Math.Min(fastest[i], Time(calls[i], repeats[i]));
            }
        }

        Print(calls, fastest);
        return 0;
    }

    /// <summary>Lets the compiler see the call often enough to optimise it, and finds how many calls make a turn.</summary>
    private static int WarmUp(GasCall call)
    {
        long start = Stopwatch.GetTimestamp();
        double time = double.MaxValue;
        for (int i = 0; i < FewestWarmUps || Stopwatch.GetTimestamp() - start < warmUp; i++)
        {
            time = Math.Min(time, Time(call, 1));
        }

        return call.Prepare is null ? Math.Max(1, (int)(MicrosecondsOfATurn / time)) : 1;
    }

    private static double Time(GasCall call, int repeats)
    {
        call.Prepare?.Invoke();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            call.Run();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
    }

    private static void Print(GasCall[] calls, double[] times)
    {
        Console.WriteLine("| Call | Gas | Time, us | Gas a microsecond |");
        Console.WriteLine("| --- | --- | --- | --- |");
        for (int i = 0; i < calls.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {calls[i].Name} | {calls[i].Gas:n0} | {times[i]:f2} | {calls[i].Gas / times[i]:f0} |"));
        }

        double[] rates = [.. calls.Zip(times).Where(pair => !pair.First.IsOurs).Select(pair => pair.First.Gas / pair.Second).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nEthereum's own: {rates[0]:f0} to {rates[^1]:f0} gas a microsecond, median {rates[rates.Length / 2]:f0}"));
    }
}
