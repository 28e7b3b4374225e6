using System.Text.Json.Nodes;

namespace ZToken.Ledger;

/// <summary>Which logs eth_getLogs is asked for.</summary>
public sealed record LogQuery
{
    /// <summary>The first block.</summary>
    public BlockTag From { get; init; }

    /// <summary>The last block.</summary>
    public BlockTag To { get; init; }

    /// <summary>One block by its hash, instead of a range.</summary>
    public Hash256? BlockHash { get; init; }

    /// <summary>The contracts; none for all.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>For each topic those that may stand there; an empty list for any.</summary>
    public IReadOnlyList<IReadOnlyList<Hash256>> Topics { get; init; } = [];

    internal JsonObject ToJson()
    {
        JsonObject json = [];
        if (Addresses.Count > 0)
        {
            json.Add("address", ToArray(Addresses.Select(address => address.ToString().ToLowerInvariant())));
        }

        if (BlockHash is Hash256 hash)
        {
            json.Add("blockHash", hash.ToString());
        }
        else
        {
            json.Add("fromBlock", From.ToString());
            json.Add("toBlock", To.ToString());
        }

        if (Topics.Count > 0)
        {
            json.Add("topics", new JsonArray([.. Topics.Select(any => any.Count == 0 ? null : ToArray(any.Select(topic => topic.ToString())))]));
        }

        return json;
    }

    private static JsonArray ToArray(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
