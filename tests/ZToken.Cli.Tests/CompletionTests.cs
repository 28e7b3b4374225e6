using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>What shells complete, asked of the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-shell-").FullName;

    public CompletionTests()
    {
        // A shell finds the command by its name.
        string command = Path.Combine(folder, "ztoken");
        File.WriteAllText(command, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "ztoken.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("ztoken wal", "wallet")]
    [InlineData("ztoken chain ex", "export")]
    [InlineData("ztoken completion ", "bash", "fish", "zsh")]
    [InlineData("ztoken chain run --b", "--block-time")]
    public void Bash_completes_commands_options_and_values(string line, params string[] expected)
    {
        (int exitCode, string output) = Requires.Run(
            "bash",
            "-c",
            $"PATH='{folder}':$PATH; source <(ztoken completion bash); complete -p ztoken >/dev/null || exit 9; COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; _ztoken; printf '%s\\n' \"${{COMPREPLY[@]}}\"");
        AssertSuggests(expected, exitCode, output);
    }

    [Theory]
    [InlineData("ztoken wal", "wallet")]
    [InlineData("ztoken completion ", "bash", "fish", "zsh")]
    public void Fish_completes_commands_and_values(string line, params string[] expected)
    {
        (int exitCode, string output) = Requires.Run("fish", "--no-config", "-c", $"set -p PATH '{folder}'; ztoken completion fish | source; complete -C '{line}'");
        AssertSuggests(expected, exitCode, output);
    }

    [Theory]
    [InlineData("ztoken wal", "wallet")]
    [InlineData("ztoken completion ", "bash", "fish", "zsh")]
    public void Zsh_completes_commands_and_values(string line, params string[] expected)
    {
        // Outside of a line that is edited compadd has nothing to add to: here it prints.
        (int exitCode, string output) = Requires.Run(
            "zsh",
            "-f",
            "-c",
            $"path=('{folder}' $path); autoload -Uz compinit; compinit -u -D; source <(ztoken completion zsh); [[ $_comps[ztoken] = _ztoken ]] || exit 9; " +
            $"compadd() {{ shift; print -l -- ${{(P)1}} }}; _files() {{ }}; BUFFER='{line}'; CURSOR=${{#BUFFER}}; _ztoken");
        AssertSuggests(expected, exitCode, output);
    }

    [Fact]
    public void Another_shell_is_refused_by_name()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("completion", "cmd");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("'cmd'", result.Error, StringComparison.Ordinal);
    }

    private static void AssertSuggests(string[] expected, int exitCode, string output)
    {
        Assert.True(exitCode == 0, output);
        string[] suggested = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(expected, word => Assert.Contains(word, suggested));
        Assert.Equal(expected.Length == 1, suggested.Length == 1);
    }
}
