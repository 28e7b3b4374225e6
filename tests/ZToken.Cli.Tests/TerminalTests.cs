using System.Diagnostics;
using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>What a person at a terminal is asked: the command runs on a terminal of its own, which the program <c>script</c> makes.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly SampleWallet sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task A_new_password_is_typed_twice_and_never_shown()
    {
        (int exitCode, string shown) = await OnTerminalAsync(
            ["wallet", "create", "--wallet", sample.PathOf("made"), "--ledger", sample.LedgerFile],
            ("New password of the wallet: ", "correcx\u007ft horse\n"),
            ("The same again: ", "correct horse\n"));

        Assert.True(exitCode == 0, shown);
        Assert.DoesNotContain("horse", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("correc", shown, StringComparison.Ordinal);
        using Password password = new("correct horse");
        using ZToken.Notes.WalletSeed seed = WalletFolder.Find(new DirectoryInfo(sample.PathOf("made"))).OpenSeed(password);
    }

    [Fact]
    public async Task Two_passwords_that_differ_make_nothing()
    {
        (int exitCode, string shown) = await OnTerminalAsync(
            ["wallet", "create", "--wallet", sample.PathOf("made"), "--ledger", sample.LedgerFile],
            ("New password of the wallet: ", "one\n"),
            ("The same again: ", "other\n"));

        Assert.Equal(3, exitCode);
        Assert.Contains("ztoken: the two passwords differ", shown, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sample.PathOf("made")));
    }

    /// <summary>Runs the command on a terminal and types each answer when its question stands there.</summary>
    private static async Task<(int ExitCode, string Shown)> OnTerminalAsync(string[] arguments, params (string Question, string Answer)[] dialogue)
    {
        Requires.Program("script");
        string command = string.Join(' ', new[] { "dotnet", Path.Combine(AppContext.BaseDirectory, "ztoken.dll") }.Concat(arguments).Select(word => $"'{word}'"));
        ProcessStartInfo start = new("script", ["--quiet", "--return", "--command", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        string shown = "";
        int from = 0;
        char[] buffer = new char[256];
        foreach ((string question, string answer) in dialogue)
        {
            while (shown.IndexOf(question, from, StringComparison.Ordinal) < 0)
            {
                int count = await process.StandardOutput.ReadAsync(buffer, patience.Token);
                Assert.True(count > 0, $"It ended before it asked '{question}': {shown}");
                shown += new string(buffer, 0, count);
            }

            from = shown.Length;
            await process.StandardInput.WriteAsync(answer.AsMemory(), patience.Token);
            await process.StandardInput.FlushAsync(patience.Token);
        }

        shown += await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, shown);
    }
}
