using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Node.Tests;

/// <summary>
/// The official tests of the execution API. Their chain goes through all forks, ours has one; so they are held to it in two ways. Every request is replayed against a
/// node of ours that began with the same accounts and ran the same transactions, as far as its rules take them: the answer must have the shape of the official one.
/// And the blocks and transactions of the official chain themselves, written by the code that writes ours, must be the official answers value by value.
/// </summary>
public class OfficialRpcTests
{
    /// <summary>What cannot be alike, with the reason.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["eth_estimateGas/estimate-with-eip4844.io"] = "asks for blobs: refused, -32602",
        ["eth_estimateGas/estimate-with-eip7702.io"] = "asks for a delegation of code (Prague): refused, -32602",
        ["eth_getTransactionByHash/get-blob-tx.io"] = "a transaction with blobs, which is not on our chain: null",
        ["eth_getTransactionByHash/get-setcode-tx.io"] = "a transaction of type 4 (Prague), which is not on our chain: null",
        ["eth_getTransactionReceipt/get-blob-tx.io"] = "a transaction with blobs, which is not on our chain: null",
        ["eth_getTransactionReceipt/get-setcode-tx.io"] = "a transaction of type 4 (Prague), which is not on our chain: null",
        ["eth_sendRawTransaction/send-blob-tx.io"] = "blobs are not taken: refused, -32003",
    };

    [Fact]
    public async Task Answers_have_the_shape_of_the_official_ones()
    {
        IReadOnlyList<(BlockHeader Header, Block? Block)> official = OfficialBlocks.Read();
        await using RpcNode node = await RpcNode.StartAsync(new LocalChainOptions { Genesis = OfficialBlocks.Genesis(), BlockTime = TimeSpan.FromHours(1) });
        Dictionary<string, string> ours = Replay(node.Chain.Chain, official);
        Dictionary<string, string> theirs = ours.ToDictionary(pair => pair.Value, pair => pair.Key);
        SortedDictionary<string, (int All, int Shape, int Value)> table = [];
        List<string> differences = [];
        HashSet<string> unlike = [];
        foreach (OfficialExchange exchange in OfficialExchange.All().Where(exchange => node.Server.Methods.Contains(exchange.Method)))
        {
            JsonNode?[] parameters = [.. (Mapped(exchange.Call["params"], ours) as JsonArray ?? [])];
            JsonObject answer = Mapped(await node.CallAsync(exchange.Method, parameters), theirs)!.AsObject();
            bool isValue = JsonNode.DeepEquals(answer["result"], exchange.Answer["result"]) && JsonNode.DeepEquals(answer["error"], exchange.Answer["error"]);
            string? difference = isValue ? null : DifferenceOf(exchange.Answer, answer);
            if (difference is not null && !Expected.ContainsKey(exchange.File))
            {
                differences.Add($"{exchange.File}: {difference}");
            }

            if (difference is not null)
            {
                unlike.Add(exchange.File);
            }

            (int all, int shape, int value) = table.GetValueOrDefault(exchange.Method);
            table[exchange.Method] = (all + 1, shape + (difference is null ? 1 : 0), value + (isValue ? 1 : 0));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), unlike.Order(StringComparer.Ordinal));
        HoldDocument(Document(table, OfficialExchange.All().Select(exchange => exchange.Method).Distinct().Where(method => !node.Server.Methods.Contains(method))));
    }

    [Fact]
    public void Official_blocks_and_transactions_are_written_as_official_nodes_write_them()
    {
        Block[] blocks = [.. OfficialBlocks.Read().Where(row => row.Block is not null).Select(row => row.Block!)];
        Dictionary<string, CommittedBlock> byHash = blocks.Select(OfficialBlocks.WithoutOutcome).ToDictionary(block => block.Hash.ToString());
        Dictionary<string, TransactionReceipt> transactions = byHash.Values.SelectMany(block => Enumerable.Range(0, block.Receipts.Count).Select(block.ReceiptOf)).ToDictionary(placed => placed.Transaction.Hash.ToString());
        (int Blocks, int Transactions, int Raw) held = default;
        foreach (OfficialExchange exchange in OfficialExchange.All().Where(exchange => exchange.Answer["result"] is not null))
        {
            JsonNode result = exchange.Answer["result"]!;
            if (exchange.Method is "eth_getBlockByNumber" or "eth_getBlockByHash" && byHash.TryGetValue((string)result["hash"]!, out CommittedBlock? block))
            {
                AssertIs(result, json => BlockJson.Write(json, block, (bool)exchange.Call["params"]![1]!), exchange);
                held.Blocks++;
            }
            else if (exchange.Method.StartsWith("eth_getTransactionBy", StringComparison.Ordinal) && transactions.TryGetValue((string)result["hash"]!, out TransactionReceipt? placed))
            {
                AssertIs(result, json => TransactionJson.Write(json, placed), exchange);
                held.Transactions++;
            }
            else if (exchange.Method is "debug_getRawBlock" && (string?)exchange.Call["params"]![0] != "0x0")
            {
                Assert.Contains(blocks, candidate => Hex.ToPrefixed(candidate.Encode()) == (string)result!);
                held.Raw++;
            }
        }

        // All but the genesis block, which chain.rlp does not hold, and what is of type 4.
        Assert.Equal((9, 8, 1), held);
    }

    private static void AssertIs(JsonNode official, Action<Utf8JsonWriter> write, OfficialExchange exchange)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            write(json);
        }

        JsonNode ours = JsonNode.Parse(stream.ToArray())!;
        Assert.True(JsonNode.DeepEquals(official, ours), $"{exchange.File}: {ours.ToJsonString()}");
    }

    /// <summary>Runs the official transactions, block by block, as far as our rules take them, and tells which block of ours stands for which of theirs.</summary>
    private static Dictionary<string, string> Replay(Chain chain, IReadOnlyList<(BlockHeader Header, Block? Block)> official)
    {
        Dictionary<string, string> hashes = new() { [official[0].Header.ParentHash.ToString()] = chain.Head.Hash.ToString() };
        foreach ((BlockHeader header, Block? block) in official)
        {
            chain.Extend(block?.Transactions ?? [], _ => new BlockSeed(header.Timestamp, header.Beneficiary));
            hashes[header.ComputeHash().ToString()] = chain.Head.Hash.ToString();
        }

        Assert.Equal(54UL, chain.Head.Number);
        return hashes;
    }

    private static string? DifferenceOf(JsonObject official, JsonObject ours)
    {
        if (official["error"] is JsonObject expected)
        {
            string? code = expected["code"]!.ToJsonString(), found = ours["error"]?["code"]?.ToJsonString();
            return code != found ? $"the code is {found}, not {code}: {ours.ToJsonString()[..Math.Min(200, ours.ToJsonString().Length)]}" : JsonShape.Difference(expected["data"], ours["error"]!["data"], "data");
        }

        return ours.ContainsKey("result") ? JsonShape.Difference(official["result"], ours["result"]) : ours.ToJsonString();
    }

    private static JsonNode? Mapped(JsonNode? node, Dictionary<string, string> hashes)
    {
        if (node is null)
        {
            return null;
        }

        StringBuilder text = new(node.ToJsonString());
        foreach ((string from, string to) in hashes)
        {
            text.Replace(from, to);
        }

        return JsonNode.Parse(text.ToString());
    }

    private static string Document(SortedDictionary<string, (int All, int Shape, int Value)> table, IEnumerable<string> absent)
    {
        StringBuilder text = new();
        text.Append("| Method | Requests | Same shape | Same value |\n| --- | --- | --- | --- |\n");
        foreach ((string method, (int all, int shape, int value)) in table)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {method} | {all} | {shape} | {value} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| all | {table.Values.Sum(row => row.All)} | {table.Values.Sum(row => row.Shape)} | {table.Values.Sum(row => row.Value)} |\n\n");
        foreach ((string file, string reason) in Expected)
        {
            text.Append(CultureInfo.InvariantCulture, $"* {file}: {reason}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nNot answered (error -32601): {string.Join(", ", absent.Order(StringComparer.Ordinal))}.\n");
        return text.ToString();
    }

    /// <summary>Holds what stands between two comment lines of docs/conformance.md to a text; with ZTOKEN_UPDATE_DOCS=1, writes it.</summary>
    private static void HoldDocument(string text)
    {
        const string Path = "docs/conformance.md", Begin = "<!-- execution-apis -->\n", End = "<!-- end of execution-apis -->\n";
        string whole = File.ReadAllText(System.IO.Path.Combine(Requires.RepositoryRoot, Path));
        string[] parts = whole.Split(Begin), rest = parts[^1].Split(End);
        Assert.True(parts.Length == 2 && rest.Length == 2, $"{Path} lacks its comment lines.");
        GeneratedFile.AssertIs(Path, parts[0] + Begin + text + End + rest[1]);
    }
}
