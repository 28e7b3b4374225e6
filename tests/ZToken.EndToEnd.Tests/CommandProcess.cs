using System.Diagnostics;
using System.Text.Json;

namespace ZToken.EndToEnd.Tests;

/// <summary>The real command, run as a process of its own without a terminal.</summary>
internal static class CommandProcess
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ztoken.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Runs it and sees it succeed; what it printed.</summary>
    public static string Succeed(params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: exit code {code}\n{output}{error}");
        return output;
    }

    /// <summary>Runs it with <c>--json</c>, sees it succeed and answer in the shape that docs/cli.md promises.</summary>
    public static JsonDocument Answer(params string[] arguments)
    {
        JsonDocument answer = JsonDocument.Parse(Succeed([.. arguments, "--json"]));
        DocumentedShape.AssertFits($"{arguments[0]} {arguments[1]}", answer.RootElement);
        return answer;
    }

    /// <summary>Runs it and sees it refused in one line that says so, with nothing printed as a result.</summary>
    public static void Refuse(int expected, string text, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        string complaint = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("ztoken: ", StringComparison.Ordinal));
        Assert.Contains(text, complaint, StringComparison.Ordinal);
        Assert.Equal((expected, ""), (code, output));
    }

    /// <summary>A command line with other values of some options: each option's name, then its value.</summary>
    public static string[] With(string[] arguments, params string[] options)
    {
        string[] changed = [.. arguments];
        for (int i = 0; i < options.Length; i += 2)
        {
            int at = Array.IndexOf(changed, options[i]);
            Assert.True(at >= 0, $"There is no {options[i]} to change.");
            changed[at + 1] = options[i + 1];
        }

        return changed;
    }
}
