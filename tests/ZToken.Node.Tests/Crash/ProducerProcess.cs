using System.Diagnostics;

namespace ZToken.Node.Tests;

/// <summary>A node in a process of its own, to be killed.</summary>
internal sealed class ProducerProcess : IDisposable
{
    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its chain lies.</param>
    /// <param name="padding">Bytes of data in every other transaction.</param>
    /// <param name="mostFileBlocks">How large a file may become, in blocks of 512 bytes; beyond that writing fails as on a full disk.</param>
    public ProducerProcess(string folder, int padding = 0, int? mostFileBlocks = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "ZToken.Node.Producer.dll");
        ProcessStartInfo start = mostFileBlocks is int most
            // A write beyond the limit raises a signal, which must be ignored for the write itself to fail.
            ? new("/bin/sh", ["-c", $"trap '' XFSZ; ulimit -f {most}; exec dotnet \"$@\"", "sh", program, folder, $"{padding}"])
            : new("dotnet", [program, folder, $"{padding}"]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // The runtime else maps its code through a file, which would be too large.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, data) => Add(data.Data);
        process.ErrorDataReceived += (_, data) => Add(data.Data is null ? null : "error: " + data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>The last block of which it said that it is on disk.</summary>
    public (ulong Number, string Hash)? LastBlock =>
        Lines.LastOrDefault(line => line.StartsWith("block ", StringComparison.Ordinal))?.Split(' ') is [_, string number, string hash] ? (ulong.Parse(number), hash) : null;

    /// <summary>Waits until it has made some blocks; fails where it ends before.</summary>
    public async Task WaitForBlocksAsync(int count, CancellationToken cancellationToken)
    {
        while (Lines.Count(line => line.StartsWith("block ", StringComparison.Ordinal)) < count)
        {
            Assert.False(process.HasExited, string.Join('\n', Lines));
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: it can do nothing about it.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            lock (gate)
            {
                lines.Add(line);
            }
        }
    }
}
