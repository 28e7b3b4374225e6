using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ZToken.Ledger.Tests;

/// <summary>A node that knows the calls of the official tests and answers as they do; any other call is a failure.</summary>
internal sealed class OfficialNode : HttpMessageHandler
{
    private static readonly Lazy<(JsonNode Call, JsonNode Answer)[]> Exchanges = new(() => [.. Directory.EnumerateFiles(OfficialChain.Folder, "*.io", SearchOption.AllDirectories).SelectMany(Read)]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("application/json", request.Content!.Headers.ContentType!.MediaType);
        JsonNode call = JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!;
        JsonNode? answer = Exchanges.Value.FirstOrDefault(exchange => IsSame(exchange.Call, call)).Answer?.DeepClone();
        Assert.True(answer is not null, "The official tests have no such call: " + call.ToJsonString());
        answer["id"] = call["id"]!.DeepClone();
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private static bool IsSame(JsonNode official, JsonNode call) =>
        JsonNode.DeepEquals(official["method"], call["method"]) && JsonNode.DeepEquals(official["params"] ?? new JsonArray(), call["params"]);

    private static IEnumerable<(JsonNode Call, JsonNode Answer)> Read(string file)
    {
        string[] lines = File.ReadAllLines(file);
        string[] calls = [.. lines.Where(line => line.StartsWith(">> ", StringComparison.Ordinal))];
        string[] answers = [.. lines.Where(line => line.StartsWith("<< ", StringComparison.Ordinal))];
        return calls.Zip(answers, (call, answer) => (JsonNode.Parse(call[3..])!, JsonNode.Parse(answer[3..])!));
    }
}
