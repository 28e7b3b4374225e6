using System.CommandLine;
using System.Globalization;
using System.Reflection;
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
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        foreach ((string name, string value) in Rows())
        {
            Console.WriteLine($"{name,-10} {value}");
        }

        return (int)ExitCode.Success;
    }

    private static IEnumerable<(string Name, string Value)> Rows() =>
    [
        ("ztoken", Version),
        ("runtime", Machine.Runtime),
        ("processor", Machine.Processor),
        ("threads", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("SIMD", Machine.Lanes),
        ("backend", Backend.Current.Describe()),
    ];
}
