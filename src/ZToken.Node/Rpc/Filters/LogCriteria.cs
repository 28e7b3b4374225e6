using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Which logs are asked for: those of some contracts, with some topics in some places. Nothing asked is everything.</summary>
internal sealed class LogCriteria
{
    private const int MostAddresses = 1_000;
    private const int MostAlternatives = 1_000;

    private readonly HashSet<Address> addresses;
    private readonly HashSet<Hash256>?[] topics;
    private readonly byte[][] addressBytes;
    private readonly byte[][]?[] topicBytes;

    private LogCriteria(HashSet<Address> addresses, HashSet<Hash256>?[] topics)
    {
        this.addresses = addresses;
        this.topics = topics;
        addressBytes = [.. addresses.Select(address => address.ToBytes())];
        topicBytes = [.. topics.Select(any => any?.Select(topic => topic.ToBytes()).ToArray())];
    }

    /// <summary>Reads the fields "address" and "topics" of a filter object.</summary>
    public static LogCriteria Read(JsonElement filter, string what)
    {
        HashSet<Address> contracts = JsonInput.Field(filter, "address") switch
        {
            null => [],
            JsonElement { ValueKind: JsonValueKind.Array } several => [.. JsonInput.ToItems(several, what + ".address", MostAddresses).Select(item => JsonInput.ToAddress(item, what + ".address"))],
            JsonElement single => [JsonInput.ToAddress(single, what + ".address")],
        };
        JsonElement[] places = JsonInput.Field(filter, "topics") is JsonElement list ? JsonInput.ToItems(list, what + ".topics", Log.MostTopics) : [];
        return new LogCriteria(contracts, [.. places.Select((place, i) => ReadPlace(place, $"{what}.topics[{i}]"))]);
    }

    /// <summary>Whether a block with this filter may hold such a log; false is certain.</summary>
    public bool MayBeIn(Bloom bloom) =>
        (addressBytes.Length == 0 || addressBytes.Any(address => bloom.MayContain(address)))
        && topicBytes.All(any => any is null || any.Any(topic => bloom.MayContain(topic)));

    /// <summary>Whether a log is such a one.</summary>
    public bool Match(Log log)
    {
        if ((addresses.Count > 0 && !addresses.Contains(log.Address)) || topics.Length > log.Topics.Count)
        {
            return false;
        }

        for (int i = 0; i < topics.Length; i++)
        {
            if (topics[i] is HashSet<Hash256> any && !any.Contains(log.Topics[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The topics that may stand in a place; null for any. An empty list means any too.</summary>
    private static HashSet<Hash256>? ReadPlace(JsonElement place, string what)
    {
        if (place.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (place.ValueKind != JsonValueKind.Array)
        {
            return [JsonInput.ToHash(place, what)];
        }

        // A null among the alternatives is a wildcard, as with other nodes.
        JsonElement[] alternatives = JsonInput.ToItems(place, what, MostAlternatives);
        return alternatives.Length == 0 || alternatives.Any(item => item.ValueKind == JsonValueKind.Null) ? null : [.. alternatives.Select(item => JsonInput.ToHash(item, what))];
    }
}
