using System.Text.Json;

namespace ZToken.Cli.Tests;

public class CircuitCommandTests
{
    [Fact]
    public void Stats_count_the_constraints_of_a_chain()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("circuit", "stats", "chain-10");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("(?m)^constraints +1,021$", result.Output);
        Assert.Matches(@"(?m)^domain +2\^10$", result.Output);
    }

    [Fact]
    public void Stats_say_the_same_in_json()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("circuit", "stats", "chain-10", "--json");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(1021, json.RootElement.GetProperty("constraints").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("publicInputs").GetInt32());
        Assert.Equal(10, json.RootElement.GetProperty("logDomain").GetInt32());
        Assert.Equal(64, json.RootElement.GetProperty("digest").GetString()!.Length);
        Assert.Equal("chain-10", json.RootElement.GetProperty("gadgets").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("transfer-2-1", "22,398", 15)]
    [InlineData("transfer-8-1", "51,805", 16)]
    [InlineData("transfer-2-8", "59,638", 16)]
    public void Stats_show_each_shape_of_a_transfer_by_gadget(string name, string constraints, int domain)
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("circuit", "stats", name);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches($"(?m)^constraints +{constraints}$", result.Output);
        Assert.Matches($@"(?m)^domain +2\^{domain}$", result.Output);
        foreach (string gadget in (string[])["keys", "sender", "input", "ephemeral key", "payment", "change and sender"])
        {
            Assert.Matches($"(?m)^ +[0-9,]+    {gadget}( x [0-9]+)?$", result.Output);
        }
    }

    [Theory]
    [InlineData("rope-10", "no circuit is called 'rope-10': 'ztoken circuit list' has their names")]
    [InlineData("chain", "no circuit is called 'chain': 'ztoken circuit list' has their names")]
    [InlineData("chain-99", "circuit 'chain-99' has no such size: chain-3 to chain-24, the log2 of the domain")]
    [InlineData("chain--3", "no circuit is called 'chain--3': 'ztoken circuit list' has their names")]
    public void A_circuit_that_is_not_there_is_refused_with_where_to_look(string name, string expected)
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("circuit", "stats", name);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("ztoken: " + expected, result.Error.Trim());
    }

    [Fact]
    public void Every_circuit_of_the_list_has_stats()
    {
        string[] names = [.. ZTokenProcess.Run("circuit", "list").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', ':')[0])];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Equal(0, ZTokenProcess.Run("circuit", "stats", name).ExitCode));
    }
}
