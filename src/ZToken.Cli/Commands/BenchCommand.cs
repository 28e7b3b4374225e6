using System.CommandLine;
using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary><c>ztoken bench</c>: how fast the engine is on this machine, and against blst in the same run where that is found.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure the engine on this machine.")
    {
        Benchmark("prove", "Witness and proof: chain has a full-width random witness, merkle one of bits and zeros like a payment.", "12,15", BenchProve.Cases),
        Benchmark("verify", "Proofs with one public input, one at a time and in batches.", "4,8", BenchVerify.Cases),
        Benchmark("msm", "Sums of points times scalars in both groups, over any bases and over bases with stored multiples.", "12,15", BenchMsm.Cases),
        Benchmark("fft", "Transforms over Fr between coefficients and values.", "10,12,15,17", BenchFft.Cases),
    };

    private static Command Benchmark(string name, string description, string sizes, Func<BenchContext, IReadOnlyList<BenchmarkCase>> cases)
    {
        BenchOptions options = new(sizes);
        Command command = new(name, description);
        options.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(() => Run(options, result, cases, cancellation), cancellation));
        return command;
    }

    private static void Run(BenchOptions options, ParseResult result, Func<BenchContext, IReadOnlyList<BenchmarkCase>> cases, CancellationToken cancellation)
    {
        string absence = "No ratios: run without --alone.";
        BlstReferences? blst = result.GetValue(options.Alone) ? null : BlstReferences.TryFind(out absence);
        using TemporaryFolder folder = new();
        BenchContext context = new(result.GetValue(options.Sizes)!, options.Compute(result, cancellation), blst, folder.Path);
        Stopclock clock = options.Clock(result);
        IReadOnlyList<BenchmarkCase> work = cases(context);
        IReadOnlyList<BenchmarkRow> rows = new BenchmarkRunner(clock, ProgressDisplay.ForStandardError()).Run(work, cancellation);
        BenchmarkReport report = new(
            "ztoken " + string.Join(' ', result.Tokens.Select(token => token.Value)),
            [
                ("ztoken", InfoCommand.Version),
                ("machine", $"{Machine.Processor}, {Environment.ProcessorCount} threads, {Machine.Runtime}"),
                ("SIMD", Machine.Lanes),
                ("backend", Backend.Current.Describe()),
                ("run", $"{context.Compute.Threads} threads, {clock.Warmup} for warm-up, then {clock.Repeats} repeats"),
            ],
            [.. work.Select(item => item.Reference).OfType<Reference>().Distinct()],
            rows,
            [.. context.Notes, .. blst is null ? [absence] : Array.Empty<string>()]);
        Print(report, result.GetValue(options.Json), result.GetValue(options.Plot));
    }

    private static void Print(BenchmarkReport report, bool json, FileInfo? plot)
    {
        if (json)
        {
            Console.WriteLine(ReportJson.Write(report));
        }
        else
        {
            ReportTable.Write(report);
        }

        if (plot is not null)
        {
            OutputFile.Write(plot, ReportPlot.Write(report));
        }
    }
}
