using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>Whatever comes in, the node answers with a result or with a named error, and goes on. A fault of ours fails the test: <see cref="RpcNode"/> counts them.</summary>
public class RpcFuzzTests
{
    private const int CallsPerMethod = 400;

    private static readonly string[] Codes = ["3", "-32000", "-32001", "-32003", "-32005", "-32600", "-32601", "-32602", "-32700"];

    private static readonly Gen<string> Text = Gen.OneOf(
        OneOf("", "0x", "0x0", "0x00", "0x1", "0X1", "1", "-0x1", "0xg", "latest", "pending", "earliest", "safe", "LATEST", "null", " 0x1", "0x1 ", "0x" + new string('f', 64), "0x" + new string('f', 65), "0x" + new string('0', 64), "0x" + new string('f', 16), "\0", "\u202e", "☃"),
        Gen.Byte.Array[0, 70].Select(bytes => Hex.ToPrefixed(bytes)),
        Gen.Byte.Array[20].Select(bytes => Hex.ToPrefixed(bytes)),
        Gen.Byte.Array[32].Select(bytes => Hex.ToPrefixed(bytes)),
        Gen.Int[0, 9].Select(i => DevelopmentAccounts.Addresses[i].ToString()),
        Gen.ULong.Select(number => new Word(number).ToString()),
        Gen.String[0, 40]);

    private static readonly Gen<string> Number = OneOf("0", "-0", "-1", "1", "1.5", "1e400", "-1e-400", "18446744073709551616", new string('9', 4_000), "0.1", "255");

    private static readonly Gen<string> Name = OneOf(
        "from", "to", "gas", "gasPrice", "maxFeePerGas", "maxPriorityFeePerGas", "value", "data", "input", "nonce", "accessList", "chainId", "type", "blockHash", "blockNumber", "requireCanonical", "address", "topics",
        "fromBlock", "toBlock", "storageKeys", "authorizationList", "blobVersionedHashes", "", "__proto__");

    [Fact]
    public async Task Bytes_of_any_kind_get_an_answer()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        byte[] good = Encoding.UTF8.GetBytes("""[{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x0000000000000000000000000000000000000001","data":"0x01"},"latest"]}]""");
        foreach (byte[] body in Gen.Byte.Array[0, 300].Array[300].Single())
        {
            await AnswersAsync(node, body);
        }

        foreach ((int place, byte value) in Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1_500].Single())
        {
            byte[] changed = [.. good];
            changed[place] = value;
            await AnswersAsync(node, changed);
        }

        for (int length = 0; length < good.Length; length++)
        {
            await AnswersAsync(node, good[..length]);
        }

        Assert.Equal("0x5a54", (string?)await node.AskAsync("eth_chainId"));
    }

    [Fact]
    public async Task Parameters_of_any_kind_get_an_answer_from_every_method()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        Address contract = (await node.SendAsync(Transfers.Create(0, 0, TestContract.Counter))).Contract!.Value;
        await node.SendAsync(Transfers.Call(0, 1, contract));
        Gen<string> value = Value(3);
        foreach (string method in node.Server.Methods)
        {
            foreach (string[] parameters in value.Array[0, 5].Array[CallsPerMethod].Single())
            {
                await AnswersAsync(node, Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[{{string.Join(',', parameters)}}]}"""));
            }
        }

        Assert.Equal("0x5a54", (string?)await node.AskAsync("eth_chainId"));
        Assert.Null(node.Chain.Failure);
        Assert.True((await node.SendAsync(Transfers.Call(0, 2, contract))).Receipt.Succeeded);
    }

    [Fact]
    public async Task One_wrong_parameter_among_right_ones_is_named()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        string account = Transfers.Account(0).ToString(), hash = Hash256.Zero.ToString();
        (string Method, JsonNode?[] Right)[] calls =
        [
            ("eth_getBalance", [account, "latest"]), ("eth_getCode", [account, "latest"]), ("eth_getTransactionCount", [account, "latest"]), ("eth_getStorageAt", [account, "0x0", "latest"]),
            ("eth_getProof", [account, new JsonArray("0x0"), "latest"]), ("eth_call", [new JsonObject { ["to"] = account }, "latest"]), ("eth_estimateGas", [new JsonObject { ["to"] = account }, "latest"]),
            ("eth_getBlockByNumber", ["0x0", true]), ("eth_getBlockByHash", [hash, true]), ("eth_getTransactionByHash", [hash]), ("eth_getTransactionReceipt", [hash]), ("eth_getBlockReceipts", ["0x0"]),
            ("eth_getTransactionByBlockNumberAndIndex", ["0x0", "0x0"]), ("eth_getTransactionByBlockHashAndIndex", [hash, "0x0"]), ("eth_feeHistory", ["0x1", "latest", new JsonArray(50)]), ("web3_sha3", ["0x00"]),
            ("eth_getLogs", [new JsonObject()]), ("eth_newFilter", [new JsonObject()]), ("debug_getRawBlock", ["0x0"]), ("debug_getRawHeader", ["0x0"]), ("debug_getRawReceipts", ["0x0"]), ("txpool_contentFrom", [account]),
        ];
        foreach ((string method, JsonNode?[] right) in calls)
        {
            await node.AskAsync(method, right);
            for (int i = 0; i < right.Length; i++)
            {
                foreach (JsonNode wrong in (JsonNode[])[7, "", "0xzz", "latest!", new JsonArray(new JsonArray()), new JsonObject { ["address"] = 5, ["to"] = 5, ["blockHash"] = 5 }])
                {
                    if (method == "eth_feeHistory" && i == 0 && wrong.GetValueKind() == System.Text.Json.JsonValueKind.Number)
                    {
                        continue;
                    }

                    (int code, string message) = await node.RefusalAsync(method, [.. right.Take(i), wrong, .. right.Skip(i + 1)]);
                    Assert.True(code == -32602 && message.Contains($"argument {i}", StringComparison.Ordinal), $"{method}, {wrong.ToJsonString()} as parameter {i}: {code} {message}");
                }
            }
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<string> Value(int depth)
    {
        Gen<string> leaf = Gen.OneOf(Text.Select(text => JsonValue.Create(text).ToJsonString()), Number, OneOf("true", "false", "null", "\"\\ud800\"", "[]", "{}"));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<string> below = Value(depth - 1);
        Gen<string> item = Gen.Select(Name, below).Select((name, value) => $"{JsonValue.Create(name).ToJsonString()}:{value}");
        return Gen.Frequency((6, leaf), (2, below.Array[0, 5].Select(items => $"[{string.Join(',', items)}]")), (4, item.Array[0, 5].Select(items => $"{{{string.Join(',', items)}}}")));
    }

    /// <summary>Posts a body; the answer is nothing, or an object or a list of objects, each with a result or an error of a known code.</summary>
    private static async Task AnswersAsync(RpcNode node, byte[] body)
    {
        using HttpResponseMessage response = await node.PostAsync(body, "application/json");
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string shown = Encoding.UTF8.GetString(body);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            Assert.Empty(text);
            return;
        }

        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} to {shown}");
        JsonNode answer = JsonNode.Parse(text)!;
        foreach (JsonNode? each in answer is JsonArray batch ? batch : new JsonArray(answer.DeepClone()))
        {
            JsonObject one = each!.AsObject();
            Assert.True(one.ContainsKey("result") != one.ContainsKey("error"), $"{text} to {shown}");
            if (one["error"] is JsonObject error)
            {
                Assert.Contains(error["code"]!.ToJsonString(), Codes);
                string message = (string)error["message"]!;
                Assert.True(message.Length is > 0 and < 2_000 && !message.Contains("Exception", StringComparison.Ordinal) && !message.Contains("   at ", StringComparison.Ordinal), $"{message} to {shown}");
            }
        }
    }
}
