using System.Text.Json;

namespace ZToken.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void Info_names_version_runtime_processor_and_registers()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("info");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Matches(@"(?m)^ztoken +\d+\.\d+\.\d+", result.Output);
        Assert.Contains(Environment.Version.ToString(), result.Output, StringComparison.Ordinal);
        Assert.Matches($"(?m)^threads +{Environment.ProcessorCount}$", result.Output);
        Assert.Matches("(?m)^SIMD +(AVX-512|AVX2|none)", result.Output);
    }

    [Fact]
    public void Info_answers_a_program_as_json()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("info", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(["version", "runtime", "processor", "threads", "simd", "backend"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Environment.ProcessorCount, json.RootElement.GetProperty("threads").GetInt32());
    }

    [Fact]
    public void Info_tells_that_vectors_are_switched_off()
    {
        ZTokenProcess.Result result = ZTokenProcess.RunWith(new Dictionary<string, string> { ["DOTNET_EnableAVX2"] = "0" }, "info");

        Assert.Matches("(?m)^SIMD +none", result.Output);
    }

    [Theory]
    [InlineData("'nope' is not known here: see 'ztoken --help'", "nope")]
    [InlineData("'--loud' is not known here: see 'ztoken info --help'", "info", "--loud")]
    public void A_wrong_command_line_is_one_line_and_exit_code_2(string expected, params string[] arguments)
    {
        ZTokenProcess.Result result = ZTokenProcess.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal($"ztoken: {expected}{Environment.NewLine}", result.Error);
    }

    [Fact]
    public void Help_lists_the_commands_and_exit_codes()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("info", result.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0 done", result.Output, StringComparison.Ordinal);
    }
}
