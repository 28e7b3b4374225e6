using System.Text.Json.Nodes;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Node.Tests;

/// <summary>ethers, viem and cast on our node: each deploys Counter.sol, calls it, sends, reads logs and proofs, and decodes reverts. Their scripts throw where an answer is not as they expect it.</summary>
public class RpcPeerTests
{
    private static readonly string Folder = Path.Combine(Requires.RepositoryRoot, "tests", "ZToken.Node.Tests", "Rpc", "Peers");

    [Theory]
    [InlineData("ethers")]
    [InlineData("viem")]
    public async Task A_library_deploys_calls_sends_and_reads(string library)
    {
        string modules = Path.GetDirectoryName(Requires.Peer(library + "/package.json"))![..^library.Length];
        await using RpcNode node = await RpcNode.StartAsync();
        JsonNode said = JsonNode.Parse(Node(Path.Combine(Folder, library + ".mjs"), modules, node.Server.Address.ToString(), KeyText(0), Path.Combine(Folder, "Counter.json")))!;
        Assert.True(Address.TryParse((string?)said["address"], out Address contract) || Address.TryParse(((string)said["address"]!).ToLowerInvariant(), out contract));
        StateView state = node.Chain.Chain.StateAt(node.Chain.Chain.Head.Header);
        Assert.Equal(new Word((ulong)said["total"]!), state.StorageOf(contract, Word.Zero));
        Assert.Equal(Transfers.Account(0), node.Chain.Chain.Find(1)!.Senders[0]);
        Assert.Equal(
            [TransactionType.Legacy, TransactionType.AccessList, TransactionType.DynamicFee],
            Enumerable.Range(2, 3).Select(number => node.Chain.Chain.Find((ulong)number)!.Block.Transactions[0].Content.Type));
    }

    [Fact]
    public async Task Cast_deploys_calls_sends_and_reads()
    {
        string cast = Requires.Peer("@foundry-rs/cast-linux-amd64/bin/cast");
        await using RpcNode node = await RpcNode.StartAsync();
        string url = node.Server.Address.ToString();
        JsonNode counter = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "Counter.json"), TestContext.Current.CancellationToken))!;
        string deploy = (string)counter["bytecode"]! + Convert.ToHexStringLower(new Word(5).ToBytes());

        Assert.Equal("23124", Cast("chain-id"));
        string address = (string)JsonNode.Parse(Cast("send", "--private-key", KeyText(0), "--json", "--create", deploy))!["contractAddress"]!;
        Assert.Equal("5", Cast("call", address, "total()(uint256)"));
        foreach (string[] kind in (string[][])[["--legacy", "--gas-price", "3"], ["--access-list", "[]", "--gas-price", "2", "--priority-gas-price", "1"], ["--gas-price", "9", "--priority-gas-price", "2"]])
        {
            JsonNode receipt = JsonNode.Parse(Cast(["send", "--private-key", KeyText(0), "--json", .. kind, address, "count(uint256)", "1"]))!;
            Assert.Equal("0x1", (string?)receipt["status"]);
        }

        Assert.Equal("8", Cast("call", address, "total()(uint256)"));
        Assert.Equal(new Word(8).ToString(), (string?)JsonNode.Parse(Cast("proof", address, "0", "--json"))!["storageProof"]![0]!["value"]);
        Assert.Equal(3, JsonNode.Parse(Cast("logs", "--json", "--from-block", "0", "--address", address, "Counted(address indexed,uint256)"))!.AsArray().Count);
        Assert.Equal("4", Cast("block-number"));
        Assert.Equal("4", Cast("nonce", Transfers.Account(0).ToString()));
        (int exitCode, string refused) = Requires.Run(cast, "call", "--rpc-url", url, address, "fail(string)", "no money");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("no money", refused, StringComparison.Ordinal);

        string Cast(params string[] arguments)
        {
            (int code, string output) = Requires.Run(cast, [arguments[0], "--rpc-url", url, .. arguments[1..]]);
            Assert.True(code == 0, output);
            return output.Trim();
        }
    }

    private static string Node(params string[] arguments)
    {
        (int exitCode, string output) = Requires.Run("node", arguments);
        Assert.True(exitCode == 0, output);
        return output.Trim().Split('\n')[^1];
    }

    private static string KeyText(int account)
    {
        byte[] bytes = new byte[Secp256k1PrivateKey.SizeInBytes];
        Transfers.Key(account).WriteTo(bytes);
        return Hex.ToPrefixed(bytes);
    }
}
