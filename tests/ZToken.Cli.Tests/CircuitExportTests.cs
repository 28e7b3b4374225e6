using ZToken.Testing;

namespace ZToken.Cli.Tests;

public sealed class CircuitExportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-export-").FullName;

    private string R1cs => Path.Combine(folder, "circuit.r1cs");

    private string Wtns => Path.Combine(folder, "circuit.wtns");

    [Theory]
    [InlineData("chain-8")]
    [InlineData("merkle-12")]
    [InlineData("transfer-2-1")]
    public void Snarkjs_accepts_the_exported_witness_of_the_exported_circuit(string circuit)
    {
        string snarkjs = Requires.Peer("snarkjs/build/cli.cjs");
        Assert.Equal(0, ZTokenProcess.Run("circuit", "export", circuit, "--r1cs", R1cs, "--wtns", Wtns).ExitCode);

        (int exitCode, string output) = Requires.Run("node", snarkjs, "wtns", "check", R1cs, Wtns);
        Assert.True(exitCode == 0, output);
        Assert.Contains("WITNESS IS CORRECT", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_of_another_input_is_another_witness_and_the_same_seed_gives_the_same()
    {
        byte[] Export(params string[] more)
        {
            Assert.Equal(0, ZTokenProcess.Run(["circuit", "export", "chain-5", "--wtns", Wtns, .. more]).ExitCode);
            return File.ReadAllBytes(Wtns);
        }

        Assert.NotEqual(Export(), Export());
        Assert.Equal(Export("--seed", "one"), Export("--seed", "one"));
        Assert.NotEqual(Export("--seed", "one"), Export("--seed", "two"));
    }

    [Fact]
    public void An_export_to_nowhere_is_refused()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("circuit", "export", "chain-5");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("ztoken: nothing to write: name a file with --r1cs or --wtns: see 'ztoken circuit export --help'", result.Error.Trim());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
