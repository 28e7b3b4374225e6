using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace ZToken.Algebra.Tests;

/// <summary>Runs the tests that depend on the width of registers again in processes with fewer instructions.</summary>
public sealed class LaneWidthTests
{
    private const string ExpectedBits = "ZTOKEN_TEST_REGISTER_BITS";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 0)]
    public void Everything_on_lanes_holds_with_fewer_instructions(string instructionSwitch, int expectedBits)
    {
        string program = Environment.ProcessPath!;
        string test = typeof(LaneWidthTests).Assembly.Location;
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(test);
        }

        start.ArgumentList.Add("-trait");
        start.ArgumentList.Add("registers=any");
        start.Environment[instructionSwitch] = "0";
        start.Environment[ExpectedBits] = Math.Min(expectedBits, LaneSupport.RegisterBits).ToString(CultureInfo.InvariantCulture);
        // A missing peer is reported by the process that has all instructions.
        start.Environment.Remove("ZTOKEN_REQUIRE_ALL");
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }

    [Fact]
    [Trait("registers", "any")]
    public void The_process_has_the_registers_that_it_was_given()
    {
        string bits = LaneSupport.RegisterBits.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(Environment.GetEnvironmentVariable(ExpectedBits) ?? bits, bits);
    }
}
