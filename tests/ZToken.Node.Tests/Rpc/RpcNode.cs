using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>A chain in memory with its server on a free port, and a client that shows answers as they came.</summary>
internal sealed class RpcNode : IAsyncDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };

    private RpcNode(LocalChain chain, RpcServer server, ConcurrentQueue<Exception> faults) => (Chain, Server, Faults) = (chain, server, faults);

    public LocalChain Chain { get; }

    public RpcServer Server { get; }

    /// <summary>Faults that the server holds for its own.</summary>
    public ConcurrentQueue<Exception> Faults { get; }

    public EthereumClient Client => new(http, Server.Address);

    public static async Task<RpcNode> StartAsync(LocalChainOptions? chain = null, RpcServerOptions? server = null)
    {
        ConcurrentQueue<Exception> faults = [];
        LocalChain local = LocalChain.Start(chain ?? new LocalChainOptions());
        RpcServerOptions options = (server ?? new RpcServerOptions()) with { Port = 0, OnFault = (_, fault) => faults.Enqueue(fault) };
        return new RpcNode(local, await RpcServer.StartAsync(local, options, TestContext.Current.CancellationToken), faults);
    }

    /// <summary>The result of a call.</summary>
    public async Task<JsonNode?> AskAsync(string method, params JsonNode?[] parameters)
    {
        JsonObject answer = await CallAsync(method, parameters);
        Assert.True(answer.ContainsKey("result"), $"{method}: {answer.ToJsonString()}");
        return answer["result"];
    }

    /// <summary>The error of a call.</summary>
    public async Task<(int Code, string Message)> RefusalAsync(string method, params JsonNode?[] parameters)
    {
        JsonObject answer = await CallAsync(method, parameters);
        Assert.True(answer.ContainsKey("error"), $"{method}: {answer.ToJsonString()}");
        return ((int)answer["error"]!["code"]!, (string)answer["error"]!["message"]!);
    }

    /// <summary>The whole answer to a call.</summary>
    public async Task<JsonObject> CallAsync(string method, params JsonNode?[] parameters)
    {
        JsonObject call = new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray([.. parameters.Select(parameter => parameter?.DeepClone())]) };
        return JsonNode.Parse(await (await PostAsync(call.ToJsonString())).Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>Posts a body as it is.</summary>
    public Task<HttpResponseMessage> PostAsync(string body) => PostAsync(System.Text.Encoding.UTF8.GetBytes(body), "application/json");

    /// <summary>Posts a body as it is, under some content type.</summary>
    public async Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType, string? host = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Server.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Host = host;
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync() => http.GetAsync(Server.Address, TestContext.Current.CancellationToken);

    /// <summary>Sends a transaction and waits for its block.</summary>
    public async Task<TransactionReceipt> SendAsync(SignedTransaction transaction)
    {
        Assert.Equal(transaction.Hash.ToString(), (string?)await AskAsync("eth_sendRawTransaction", Hex.ToPrefixed(transaction.Encoded.Span)));
        return await Chain.WaitForReceiptAsync(transaction.Hash, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Chain.DisposeAsync();
        http.Dispose();
        Assert.Empty(Faults);
    }
}
