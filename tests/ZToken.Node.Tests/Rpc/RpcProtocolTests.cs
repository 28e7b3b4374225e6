using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZToken.Node.Tests;

/// <summary>JSON-RPC 2.0 and its way over HTTP.</summary>
public class RpcProtocolTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}""";

    [Theory]
    [InlineData("", -32700)]
    [InlineData("{", -32700)]
    [InlineData("\u0000", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"eth_chainId"}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId"} x""", -32700)]
    [InlineData("7", -32600)]
    [InlineData("null", -32600)]
    [InlineData("[]", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("""{"id":1,"method":"eth_chainId"}""", -32600)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"eth_chainId"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"eth_chainId"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_sign"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":{}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[1]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_getBalance"}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["\ud800"]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"\ud800":1,"to":5}]}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", -32602)]
    public async Task A_request_that_is_none_gets_the_code_that_says_why(string body, int code)
    {
        await using RpcNode node = await RpcNode.StartAsync();
        HttpResponseMessage response = await node.PostAsync(body);
        JsonObject answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(code, (int)answer["error"]!["code"]!);
        Assert.Equal("2.0", (string?)answer["jsonrpc"]);
        Assert.True(answer.ContainsKey("id"));
    }

    [Fact]
    public async Task Json_that_is_nested_too_deep_is_no_request()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        string deep = new string('[', 1_000_000) + new string(']', 1_000_000);
        foreach (string body in (string[])[deep, Call.Replace("}", $",\"params\":{deep}}}", StringComparison.Ordinal)])
        {
            JsonNode answer = JsonNode.Parse(await (await node.PostAsync(body)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal(-32700, (int)answer["error"]!["code"]!);
        }
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("null")]
    [InlineData("1e400")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\\ud800\"")]
    public async Task An_identifier_comes_back_as_it_was(string id)
    {
        await using RpcNode node = await RpcNode.StartAsync();
        string answer = await (await node.PostAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"eth_chainId","params":[]}""")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal($$"""{"jsonrpc":"2.0","id":{{id}},"result":"0x5a54"}""", answer);
    }

    [Fact]
    public async Task A_batch_is_answered_in_order_and_without_its_notifications()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        const string Notification = """{"jsonrpc":"2.0","method":"eth_chainId"}""";
        string answer = await (await node.PostAsync($"[{Notification},{Call},5,{Notification},{Call.Replace("chainId", "nonsense", StringComparison.Ordinal)}]"))
            .Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonArray answers = JsonNode.Parse(answer)!.AsArray();
        Assert.Equal(3, answers.Count);
        Assert.Equal("0x5a54", (string?)answers[0]!["result"]);
        Assert.Equal(-32600, (int)answers[1]!["error"]!["code"]!);
        Assert.Equal(-32601, (int)answers[2]!["error"]!["code"]!);
        foreach (string silent in (string[])[Notification, $"[{Notification},{Notification}]"])
        {
            HttpResponseMessage response = await node.PostAsync(silent);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_batch_has_at_most_so_many_calls_and_so_many_bytes_of_answers()
    {
        await using RpcNode node = await RpcNode.StartAsync(server: new RpcServerOptions { Limits = new RpcLimits { BatchCalls = 3, AnswerBytes = 2_000 } });
        JsonNode tooMany = JsonNode.Parse(await (await node.PostAsync($"[{Call},{Call},{Call},{Call}]")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(-32600, (int)tooMany["error"]!["code"]!);
        Assert.Equal(3, JsonNode.Parse(await (await node.PostAsync($"[{Call},{Call},{Call}]")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray().Count);
        string block = """{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x0",false]}""";
        JsonArray answers = JsonNode.Parse(await (await node.PostAsync($"[{block},{block}]")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();
        Assert.NotNull(answers[0]!["result"]);
        Assert.Equal(-32005, (int)answers[1]!["error"]!["code"]!);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-8", null, HttpStatusCode.OK)]
    [InlineData("application/json", "localhost:1", HttpStatusCode.OK)]
    [InlineData("application/json", "10.0.0.1", HttpStatusCode.OK)]
    [InlineData("application/json", "bank.example", HttpStatusCode.OK)]
    [InlineData("application/json", "elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task Only_json_under_a_name_of_ours_is_taken(string? contentType, string? host, HttpStatusCode status)
    {
        await using RpcNode node = await RpcNode.StartAsync(server: new RpcServerOptions { HostNames = ["bank.example"] });
        HttpResponseMessage response = await node.PostAsync(Encoding.UTF8.GetBytes(Call), contentType, host);
        Assert.Equal(status, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Only_post_is_taken_and_no_more_bytes_than_the_limit()
    {
        await using RpcNode node = await RpcNode.StartAsync(server: new RpcServerOptions { Limits = new RpcLimits { RequestBytes = 1_000 } });
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await node.GetAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await node.PostAsync(Call.PadRight(1_000))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await node.PostAsync(Call.PadRight(1_001))).StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_line()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        await using LocalChain other = LocalChain.Start(new LocalChainOptions());
        IOException refused = await Assert.ThrowsAsync<IOException>(() => RpcServer.StartAsync(other, new RpcServerOptions { Port = node.Server.Address.Port }, TestContext.Current.CancellationToken));
        Assert.Contains($"port {node.Server.Address.Port}", refused.Message, StringComparison.Ordinal);
    }
}
