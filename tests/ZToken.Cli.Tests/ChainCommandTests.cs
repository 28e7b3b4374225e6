using System.Globalization;
using ZToken.Ledger;
using ZToken.Node;

namespace ZToken.Cli.Tests;

/// <summary><c>ztoken chain run</c>, as a process.</summary>
public sealed class ChainCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-chain-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_chain_takes_transactions_says_each_block_and_stops_at_ctrl_c()
    {
        using ChainProcess chain = await ChainProcess.StartAsync("--dev");
        Assert.Equal(Genesis.DevelopmentChainId, await chain.Client.GetChainIdAsync(TestContext.Current.CancellationToken));
        await chain.Client.SendAsync(Payment(0), TestContext.Current.CancellationToken);

        string block = await chain.ReadUntilAsync("block 1 ");
        Assert.EndsWith("transactions 1 gas 21,000", block, StringComparison.Ordinal);
        Assert.All(DevelopmentAccounts.Addresses, account => Assert.Contains(chain.Lines, line => line.Contains(account.ToString(), StringComparison.Ordinal)));
        Assert.Equal(2, chain.Lines.Count(line => line.StartsWith("INSECURE", StringComparison.Ordinal)));
        Assert.Equal((0, "stopped at block 1\n", ""), await chain.SignalAsync("INT"));
    }

    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("KILL", 137)]
    public async Task A_chain_in_a_folder_goes_on_where_it_was(string signal, int exitCode)
    {
        using (ChainProcess chain = await ChainProcess.StartAsync("--dev", "--data", Data, "--block-time", "10"))
        {
            await chain.Client.SendAsync(Payment(0), TestContext.Current.CancellationToken);
            await chain.ReadUntilAsync("block 1 ");
            Assert.Equal(exitCode, (await chain.SignalAsync(signal)).ExitCode);
        }

        using ChainProcess again = await ChainProcess.StartAsync("--dev", "--data", Data);
        Assert.Contains("head       block 1", again.Lines);
        Assert.Equal(1UL, await again.Client.GetNonceAsync(DevelopmentAccounts.Addresses[0], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_or_data_in_use_is_one_line_and_exit_code_5()
    {
        using ChainProcess chain = await ChainProcess.StartAsync("--dev", "--data", Data);
        string port = chain.Address.Port.ToString(CultureInfo.InvariantCulture);
        Refused(5, $"ztoken: --port: port {port} of 127.0.0.1 is in use", "--dev", "--port", port);
        Refused(5, "ztoken: --data: ", "--dev", "--port", "0", "--data", Data);
        Assert.Equal(0UL, await chain.Client.GetBlockNumberAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Data_of_another_chain_or_none_at_all_is_one_line()
    {
        using (ChainProcess chain = await ChainProcess.StartAsync("--dev", "--data", Data))
        {
            Assert.Equal(0, (await chain.SignalAsync("INT")).ExitCode);
        }

        string other = Write("other.json", new Genesis(77, Genesis.DefaultGasLimit, 0, insecureSetup: false, []));
        Refused(3, "ztoken: --data: ", "--genesis", other, "--data", Data);
        string file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        Refused(4, "ztoken: --data: ", "--dev", "--data", file);
        Refused(4, "ztoken: --data: ", "--dev", "--data", "/proc/nothing");
    }

    [Fact]
    public async Task A_genesis_file_is_taken_as_it_is_meant_or_not_at_all()
    {
        string secure = Write("secure.json", new Genesis(77, Genesis.DefaultGasLimit, 0, insecureSetup: false, []));
        string insecure = Write("insecure.json", new Genesis(78, Genesis.DefaultGasLimit, 0, insecureSetup: true, []));
        string broken = Path.Combine(folder, "broken.json");
        await File.WriteAllTextAsync(broken, "{", TestContext.Current.CancellationToken);
        Refused(3, $"ztoken: genesis '{insecure}' lets development keys verify", "--genesis", insecure);
        Refused(3, $"ztoken: genesis '{secure}' takes no development keys", "--genesis", secure, "--insecure-setup");
        Refused(3, $"ztoken: genesis '{broken}' is refused: line 1", "--genesis", broken);
        Refused(3, "ztoken: genesis '/nowhere/genesis.json' does not exist", "--genesis", "/nowhere/genesis.json");
        Refused(2, "ztoken: name --dev or --genesis");
        Refused(2, "ztoken: name --dev or --genesis", "--dev", "--genesis", secure);
        Refused(2, "ztoken: --port must be 0 to 65535", "--dev", "--port", "65536");
        Refused(2, "ztoken: --block-time must be 0 to 3600000", "--dev", "--block-time", "-1");

        using ChainProcess chain = await ChainProcess.StartAsync("--genesis", secure);
        Assert.Equal(77UL, await chain.Client.GetChainIdAsync(TestContext.Current.CancellationToken));
        await chain.SignalAsync("INT");
        Assert.DoesNotContain(chain.Lines, line => line.StartsWith("INSECURE", StringComparison.Ordinal));
        using ChainProcess consented = await ChainProcess.StartAsync("--genesis", insecure, "--insecure-setup");
        Assert.StartsWith("INSECURE", await consented.ReadUntilAsync("INSECURE"), StringComparison.Ordinal);
    }

    private static SignedTransaction Payment(ulong nonce) =>
        new Transaction { ChainId = Genesis.DevelopmentChainId, Nonce = nonce, To = DevelopmentAccounts.Addresses[1], Value = 1, GasLimit = 21_000 }.Sign(DevelopmentAccounts.Keys[0]);

    private string Write(string name, Genesis genesis)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, genesis.ToJson());
        return path;
    }

    private static void Refused(int exitCode, string beginning, params string[] arguments)
    {
        ZTokenProcess.Result result = ZTokenProcess.Run(["chain", "run", .. arguments]);
        Assert.StartsWith(beginning, result.Error, StringComparison.Ordinal);
        Assert.Equal((exitCode, "", 1), (result.ExitCode, result.Output, result.Error.TrimEnd('\n').Split('\n').Length));
    }
}
