using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary><c>ztoken info</c>: what this machine computes with.</summary>
internal static class InfoCommand
{
    public static string Version { get; } =
        typeof(InfoCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Command Create()
    {
        Command command = new("info", "Print the version, the runtime, the processor and what the engine uses of it.");
        Option<bool> json = JsonAnswer.CreateOption();
        command.Add(json);
        command.SetAction(result => Run(result.GetValue(json)));
        return command;
    }

    private static int Run(bool asJson)
    {
        if (asJson)
        {
            JsonObject answer = new(Rows().Select(row => KeyValuePair.Create(row.Key, (JsonNode?)row.Value))) { ["threads"] = Environment.ProcessorCount };
            JsonAnswer.Print(answer);
            return (int)ExitCode.Success;
        }

        foreach ((_, string name, string value) in Rows())
        {
            Console.WriteLine($"{name,-10} {value}");
        }

        return (int)ExitCode.Success;
    }

    private static IEnumerable<(string Key, string Name, string Value)> Rows() =>
    [
        ("version", "ztoken", Version),
        ("runtime", "runtime", Machine.Runtime),
        ("processor", "processor", Machine.Processor),
        ("threads", "threads", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("simd", "SIMD", Machine.Lanes),
        ("backend", "backend", Backend.Current.Describe()),
    ];
}
