using System.Text.Json;
using System.Xml.Linq;
using ZToken.Testing;

namespace ZToken.Cli.Tests;

public sealed class BenchCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-bench-").FullName;

    [Fact]
    public void A_table_has_a_row_for_every_size_and_says_on_what_machine()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "fft", "--sizes", "4,6", "--alone", "--warmup", "1", "--repeats", "2");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("(?m)^machine ", result.Output);
        Assert.Matches("(?m)^run +[0-9]+ threads, 1 for warm-up, then 2 repeats", result.Output);
        Assert.Equal(2, Rows(result.Output, "2^4"));
        Assert.Equal(2, Rows(result.Output, "2^6"));
    }

    [Fact]
    public void Json_holds_every_time_that_was_taken_and_its_median()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "fft", "--sizes", "6", "--alone", "--repeats", "3", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        foreach (JsonElement row in json.RootElement.GetProperty("rows").EnumerateArray())
        {
            JsonElement times = row.GetProperty("times");
            double[] all = [.. times.GetProperty("all").EnumerateArray().Select(time => time.GetDouble()).Order()];
            Assert.Equal(3, all.Length);
            Assert.Equal(all[0], times.GetProperty("minimum").GetDouble());
            Assert.Equal(all[1], times.GetProperty("median").GetDouble());
            Assert.Equal(all[2], times.GetProperty("maximum").GetDouble());
            Assert.True(all[0] > 0);
        }
    }

    [Fact]
    public void A_plot_is_well_formed_and_has_a_bar_for_every_row()
    {
        string path = Path.Combine(folder, "plot.svg");
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "fft", "--sizes", "4,5", "--alone", "--warmup", "1", "--repeats", "2", "--svg", path);

        Assert.Equal(0, result.ExitCode);
        XElement svg = XDocument.Load(path).Root!;
        XNamespace name = "http://www.w3.org/2000/svg";
        Assert.Equal(4, svg.Elements(name + "line").Count());
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Proofs_are_measured_with_their_parts_and_their_memory()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "prove", "--sizes", "6", "--alone", "--warmup", "1", "--repeats", "2", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement row = Assert.Single(json.RootElement.GetProperty("rows").EnumerateArray());
        double total = row.GetProperty("times").GetProperty("maximum").GetDouble();
        double[] parts = [.. row.GetProperty("parts").EnumerateObject().Select(part => part.Value.GetDouble())];
        Assert.Equal(["witness", "check", "FFT", "MSM G1", "MSM G2", "blinding"], row.GetProperty("parts").EnumerateObject().Select(part => part.Name));
        Assert.All(parts, part => Assert.InRange(part, double.Epsilon, total));
        Assert.Contains(json.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.StartsWith("chain-6: 61 constraints; key made in", StringComparison.Ordinal));
    }

    [Fact]
    public void Verification_is_measured_one_by_one_and_in_batches()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "verify", "--sizes", "1,2", "--alone", "--warmup", "1", "--repeats", "1", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(["1", "1", "2^1", "2^2"], json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("size").GetString()));
    }

    [Fact]
    public void Sums_are_measured_in_both_groups_with_and_without_stored_bases()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "msm", "--sizes", "5", "--alone", "--warmup", "1", "--repeats", "1", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(
            ["sum in G1, any bases", "sum in G1, stored bases", "sum in G2, any bases", "sum in G2, stored bases"],
            json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
    }

    [Fact]
    public void Ratios_are_to_the_median_of_blst_just_before_and_after()
    {
        Dictionary<string, string> environment = new() { ["ZTOKEN_BLST"] = Requires.Blst(), ["ZTOKEN_BACKEND"] = "managed" };
        ZTokenProcess.Result result = ZTokenProcess.RunWith(environment, "bench", "fft", "--sizes", "10", "--warmup", "1", "--repeats", "3", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Contains("managed (ZTOKEN_BACKEND=managed)", json.RootElement.GetProperty("machine").GetProperty("backend").GetString(), StringComparison.Ordinal);
        JsonElement reference = Assert.Single(json.RootElement.GetProperty("references").EnumerateArray());
        foreach (JsonElement row in json.RootElement.GetProperty("rows").EnumerateArray())
        {
            Assert.Equal(reference.GetProperty("name").GetString(), row.GetProperty("reference").GetString());
            double expected = row.GetProperty("times").GetProperty("median").GetDouble() / row.GetProperty("referenceTimes").GetProperty("median").GetDouble();
            Assert.InRange(row.GetProperty("ratio").GetDouble(), expected * 0.99, expected * 1.01);
        }
    }

    [Theory]
    [InlineData("--sizes", "many", "--sizes 'many' is not a list of powers from 1 to 24 such as 12,15: see 'ztoken bench fft --help'")]
    [InlineData("--repeats", "0", "--repeats must be at least 1: see 'ztoken bench fft --help'")]
    [InlineData("--threads", "0", "--threads must be at least 1: see 'ztoken bench fft --help'")]
    public void A_senseless_option_is_refused(string option, string value, string expected)
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "fft", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("ztoken: " + expected, result.Error.Trim());
    }

    [Fact]
    public void A_plot_that_cannot_be_written_is_exit_code_4_and_names_the_file()
    {
        string path = Path.Combine(folder, "absent", "plot.svg");
        ZTokenProcess.Result result = ZTokenProcess.Run("bench", "fft", "--sizes", "4", "--alone", "--warmup", "1", "--repeats", "1", "--svg", path);

        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith($"ztoken: cannot write '{path}'", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static int Rows(string output, string size) => output.Split('\n').Count(line => line.Contains($" {size} |", StringComparison.Ordinal));
}
