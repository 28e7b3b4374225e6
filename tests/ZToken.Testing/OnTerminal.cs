using System.Diagnostics;
using Xunit;

namespace ZToken.Testing;

/// <summary>The command <c>ztoken</c> on a terminal of its own, which the program <c>script</c> makes.</summary>
public static class OnTerminal
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs the command and types each answer when its question stands there.</summary>
    /// <param name="arguments">The command's arguments.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="dialogue">The questions, in order, and what is typed.</param>
    /// <returns>The exit code and all that the terminal showed.</returns>
    public static async Task<(int ExitCode, string Shown)> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation, params IReadOnlyList<(string Question, string Answer)> dialogue)
    {
        Requires.Program("script");
        string command = string.Join(' ', new[] { "dotnet", Path.Combine(AppContext.BaseDirectory, "ztoken.dll") }.Concat(arguments).Select(word => $"'{word}'"));
        ProcessStartInfo start = new("script", ["--quiet", "--return", "--command", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(patience);
        string shown = "";
        int from = 0;
        char[] buffer = new char[256];
        foreach ((string question, string answer) in dialogue)
        {
            while (shown.IndexOf(question, from, StringComparison.Ordinal) < 0)
            {
                int count = await process.StandardOutput.ReadAsync(buffer, ending.Token);
                Assert.True(count > 0, $"It ended before it asked '{question}': {shown}");
                shown += new string(buffer, 0, count);
            }

            from = shown.Length;
            await process.StandardInput.WriteAsync(answer.AsMemory(), ending.Token);
            await process.StandardInput.FlushAsync(ending.Token);
        }

        shown += await process.StandardOutput.ReadToEndAsync(ending.Token);
        await process.WaitForExitAsync(ending.Token);
        return (process.ExitCode, shown);
    }
}
