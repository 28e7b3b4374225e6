using System.Diagnostics;
using System.Globalization;

namespace ZToken.EndToEnd.Tests;

/// <summary>A command that serves, as a process of its own: started once it says where it listens.</summary>
internal sealed class ServingProcess : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> error;
    private readonly List<string> lines = [];

    private ServingProcess(Process process) => (this.process, error) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it has printed, as far as it was read.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>Starts it and waits for the line that begins with what it serves.</summary>
    public static async Task<ServingProcess> StartAsync(string what, params string[] arguments)
    {
        ServingProcess serving = new(Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ztoken.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!);
        serving.Address = new Uri((await serving.ReadUntilAsync(what)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
        return serving;
    }

    /// <summary>Reads lines up to the first one that holds a text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        using CancellationTokenSource clock = new(patience);
        while (await process.StandardOutput.ReadLineAsync(clock.Token) is { } line)
        {
            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        Assert.Fail($"It ended before '{text}': {string.Join('\n', lines)}\n{await error}");
        return "";
    }

    /// <summary>Sends it a signal by name; its exit code, and what it complained of.</summary>
    public async Task<(int Code, string Error)> SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        using CancellationTokenSource clock = new(patience);
        await process.WaitForExitAsync(clock.Token);
        return (process.ExitCode, await error);
    }

    /// <summary>Ends it as a failing machine would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
