using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary>The options that all benchmarks share.</summary>
internal sealed class BenchOptions
{
    public BenchOptions(string defaultSizes)
    {
        Sizes = new("--sizes")
        {
            Description = "Sizes as powers of two, separated by commas.",
            HelpName = "k,..",
            DefaultValueFactory = _ => ParseSizes(defaultSizes)!,
            CustomParser = argument => ReadSizes(argument),
        };
        Repeats.Validators.Add(option => RequireAtLeast(option, 1));
        Warmup.Validators.Add(option => RequireAtLeast(option, 0));
        Threads.Validators.Add(option => RequireAtLeast(option, 1));
    }

    public Option<int[]> Sizes { get; }

    public Option<int> Repeats { get; } = new("--repeats") { Description = "Times taken of each.", DefaultValueFactory = _ => 7 };

    public Option<int> Warmup { get; } = new("--warmup") { Description = "Runs before the first that counts.", DefaultValueFactory = _ => 3 };

    public Option<int> Threads { get; } = new("--threads") { Description = "Threads that work.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of the table." };

    public Option<FileInfo> Plot { get; } = new("--svg") { Description = "Draw a plot into this file as well.", HelpName = "file" };

    public Option<bool> Alone { get; } = new("--alone") { Description = "Do not time blst beside the engine." };

    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[Sizes, Repeats, Warmup, Threads, Alone, Json, Plot])
        {
            command.Add(option);
        }
    }

    public Stopclock Clock(ParseResult result) => new(result.GetValue(Warmup), result.GetValue(Repeats));

    public ComputeOptions Compute(ParseResult result, CancellationToken cancellation) => new() { Threads = result.GetValue(Threads), Cancellation = cancellation };

    private static int[] ReadSizes(ArgumentResult argument)
    {
        if (ParseSizes(argument.Tokens[0].Value) is int[] sizes)
        {
            return sizes;
        }

        argument.AddError($"--sizes '{argument.Tokens[0].Value}' is not a list of powers from 1 to 24 such as 12,15");
        return [];
    }

    private static int[]? ParseSizes(string text)
    {
        string[] items = text.Split(',');
        int[] sizes = new int[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (!int.TryParse(items[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] is < 1 or > 24)
            {
                return null;
            }
        }

        return sizes;
    }

    private static void RequireAtLeast(OptionResult option, int least)
    {
        if (option.GetValueOrDefault<int>() < least)
        {
            option.AddError($"{option.IdentifierToken?.Value ?? option.Option.Name} must be at least {least}");
        }
    }
}
