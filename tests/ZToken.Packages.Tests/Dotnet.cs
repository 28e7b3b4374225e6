using System.Diagnostics;
using System.Text;

namespace ZToken.Packages.Tests;

/// <summary>The SDK, run as a process that leaves nothing behind: no compiler or build server that would hold on to files and pipes.</summary>
/// <param name="folder">Where it runs.</param>
/// <param name="cache">The folder of packages that it restores into, in place of the user's.</param>
internal sealed class Dotnet(string folder, string cache)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunAsync(params string[] arguments) => RunProgramAsync("dotnet", arguments);

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunProgramAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["NUGET_PACKAGES"] = cache;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(start)!;
        StringBuilder output = new();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            _ = output.Append(await process.StandardOutput.ReadToEndAsync(limit.Token)).Append(await error);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        return output.ToString();
    }
}
