using System.Text;
using System.Text.Json.Nodes;

namespace ZToken.EndToEnd.Tests;

/// <summary>Between a wallet and its node: can cut the line, or hold the chain's end back as a node does that is behind.</summary>
internal sealed class TamperedNode() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Whether nothing gets through.</summary>
    public bool IsCut { get; set; }

    /// <summary>The block that is given out as the latest; null for the true one.</summary>
    public ulong? Latest { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsCut)
        {
            throw new HttpRequestException("the line is cut");
        }

        if (Latest is { } height && request.Content is not null)
        {
            JsonNode call = JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!;
            if (call["method"]!.GetValue<string>() == "eth_getBlockByNumber" && call["params"]![0]!.GetValue<string>() == "latest")
            {
                call["params"]![0] = $"0x{height:x}";
                request.Content = new StringContent(call.ToJsonString(), Encoding.UTF8, "application/json");
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
