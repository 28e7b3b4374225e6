using ZToken.Algebra;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.EndToEnd.Tests;

/// <summary>The commands as processes: a demonstration on one chain, its export, its replay on another.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-chain-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_demonstration_takes_a_chain_of_its_own_where_none_is_named()
    {
        (int code, string output, string error) = Run("demo-contracts");
        Assert.True(code == 0, output + error);
        Assert.Contains("verifiers in Precompiles", output, StringComparison.Ordinal);
        Assert.Contains("pool = escrow = 700.00 dEUR", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_is_exported_and_replayed_elsewhere()
    {
        await using OwnChain own = await OwnChain.StartAsync();
        await using AnvilNode anvil = await AnvilNode.StartAsync(4712);
        File.WriteAllText(PathOf("password"), "correct horse\nsecond line\n");
        using (Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System))
        {
            File.WriteAllBytes(PathOf("keystore"), KeystoreV3.Seal(key, "correct horse"u8, KeystoreCost.Light, RandomSource.System));
        }

        (int code, string output, string error) = Run("demo-contracts", "--rpc", own.Address, "--ledger", PathOf("ledger.json"));
        Assert.True(code == 0, output + error);
        Assert.Contains("pool = escrow = 700.00 dEUR", output, StringComparison.Ordinal);
        Assert.Contains("INSECURE", error, StringComparison.Ordinal);

        (code, output, error) = Run("export", "--rpc", own.Address, "--ledger", PathOf("ledger.json"), "--out", PathOf("history.jsonl"));
        Assert.True(code == 0, output + error);
        (code, output, error) = Run("export", "--rpc", anvil.Address, "--ledger", PathOf("ledger.json"), "--out", PathOf("other.jsonl"));
        AssertComplaint(3, "not on this chain", code, error);
        Assert.False(File.Exists(PathOf("other.jsonl")));

        string[] replay = ["replay", PathOf("history.jsonl"), "--rpc", anvil.Address, "--ledger", PathOf("moved.json"), "--keystore", PathOf("keystore"), "--password-file", PathOf("password")];
        (code, _, error) = Run(replay);
        AssertComplaint(3, "--development", code, error);
        Assert.False(File.Exists(PathOf("moved.json")));
        (code, output, error) = Run([.. replay, "--development"]);
        Assert.True(code == 0, output + error);
        Assert.Contains("with the same roots", output, StringComparison.Ordinal);

        DeployedLedger there = DeploymentFile.Read(PathOf("ledger.json")), here = DeploymentFile.Read(PathOf("moved.json"));
        Assert.Equal(
            await new ZTokenContract(own.Client, there.ZToken).GetNoteRootAsync(cancellationToken: Cancelled),
            await new ZTokenContract(anvil.Client, here.ZToken).GetNoteRootAsync(cancellationToken: Cancelled));
        // The whole replay again finds everything there.
        (code, output, error) = Run([.. replay, "--development"]);
        Assert.True(code == 0, output + error);

        string[] lines = File.ReadAllLines(PathOf("history.jsonl"));
        File.WriteAllLines(PathOf("history.jsonl"), lines[..^1]);
        (code, _, error) = Run([.. replay, "--development"]);
        AssertComplaint(3, "cut short or changed", code, error);
    }

    [Fact]
    public void Nodes_files_and_keys_that_are_not_there_are_named_in_one_line()
    {
        const string Nowhere = "http://127.0.0.1:1";
        File.WriteAllText(PathOf("bad.json"), "{}");

        AssertComplaint(6, Nowhere, Run("demo-contracts", "--rpc", Nowhere));
        AssertComplaint(2, "no address of a node", Run("demo-contracts", "--rpc", "nowhere"));
        AssertComplaint(2, "go together", Run("demo-contracts", "--rpc", Nowhere, "--keystore", PathOf("bad.json")));
        AssertComplaint(3, "does not exist", Run("export", "--rpc", Nowhere, "--ledger", PathOf("none.json"), "--out", PathOf("out")));
        AssertComplaint(3, "is refused", Run("export", "--rpc", Nowhere, "--ledger", PathOf("bad.json"), "--out", PathOf("out")));
        AssertComplaint(3, "is refused", Run("replay", PathOf("bad.json"), "--rpc", Nowhere, "--ledger", PathOf("none.json"), "--keystore", PathOf("bad.json"), "--password-file", PathOf("bad.json")));
        AssertComplaint(2, "--rpc", Run("export"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string PathOf(string name) => Path.Combine(folder, name);

    private static void AssertComplaint(int expected, string text, (int Code, string Output, string Error) result) => AssertComplaint(expected, text, result.Code, result.Error);

    private static void AssertComplaint(int expected, string text, int code, string error)
    {
        string complaint = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("ztoken: ", StringComparison.Ordinal));
        Assert.Contains(text, complaint, StringComparison.Ordinal);
        Assert.Equal(expected, code);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandProcess.Run(["chain", .. arguments]);
}
