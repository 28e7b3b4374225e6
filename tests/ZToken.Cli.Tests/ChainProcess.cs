using System.Diagnostics;
using System.Globalization;
using ZToken.Ledger;

namespace ZToken.Cli.Tests;

/// <summary><c>ztoken chain run</c> as a process of its own, with a client on its port.</summary>
internal sealed class ChainProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly HttpClient http = new();
    private readonly List<string> lines = [];

    private ChainProcess(Process process) => this.process = process;

    /// <summary>What it has printed, as far as it was read.</summary>
    public IReadOnlyList<string> Lines => lines;

    public Uri Address { get; private set; } = null!;

    public EthereumClient Client => new(http, Address);

    /// <summary>Starts a chain on a free port and waits until it says where it listens.</summary>
    public static async Task<ChainProcess> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ztoken.dll"), "chain", "run", "--port", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        ChainProcess chain = new(Process.Start(start)!);
        try
        {
            string line = await chain.ReadUntilAsync("json-rpc");
            chain.Address = new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
            return chain;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    /// <summary>Reads lines up to the first one that begins so.</summary>
    public async Task<string> ReadUntilAsync(string beginning)
    {
        using CancellationTokenSource patience = new(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is string line)
        {
            lines.Add(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        Assert.Fail($"It ended before '{beginning}': {string.Join('\n', lines)}\n{await process.StandardError.ReadToEndAsync(patience.Token)}");
        return "";
    }

    /// <summary>Ctrl-C, or another signal by its name; the exit code and what was printed then.</summary>
    public async Task<(int ExitCode, string Output, string Error)> SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        using CancellationTokenSource patience = new(Patience);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        http.Dispose();
    }
}
