using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ZToken.Node.Tests;

/// <summary>Compares two answers in shape: the same keys, nulls in the same places, quantities where quantities are, as many bytes where their number is fixed.</summary>
internal static partial class JsonShape
{
    /// <summary>Fields that came with a fork: a block of another fork lacks them, or has others.</summary>
    private static readonly HashSet<string> OfForks =
        ["baseFeePerGas", "withdrawals", "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash", "root", "status"];

    private static readonly HashSet<string> Quantities =
        [
            "difficulty", "number", "gasLimit", "gasUsed", "timestamp", "size", "baseFeePerGas", "blobGasUsed", "excessBlobGas", "blockNumber", "blockTimestamp", "gas", "gasPrice", "maxFeePerGas", "maxPriorityFeePerGas",
            "nonce", "transactionIndex", "value", "type", "chainId", "v", "r", "s", "yParity", "cumulativeGasUsed", "effectiveGasPrice", "status", "logIndex", "balance", "oldestBlock", "pending", "queued", "key", "reward", "baseFeePerBlobGas",
        ];

    /// <summary>What is not alike, as a path and a reason; null where all is.</summary>
    public static string? Difference(JsonNode? official, JsonNode? ours, string path = "result", string? name = null)
    {
        JsonValueKind kind = official?.GetValueKind() ?? JsonValueKind.Null;
        JsonValueKind found = ours?.GetValueKind() ?? JsonValueKind.Null;
        if (kind != found)
        {
            return $"{path} is {found}, not {kind}";
        }

        return kind switch
        {
            JsonValueKind.Object => OfObjects(official!.AsObject(), ours!.AsObject(), path),
            JsonValueKind.Array => OfArrays(official!.AsArray(), ours!.AsArray(), path, name),
            JsonValueKind.String => OfTexts((string)official!, (string)ours!, path, name),
            _ => null,
        };
    }

    private static string? OfObjects(JsonObject official, JsonObject ours, string path)
    {
        string[] missing = [.. official.Select(pair => pair.Key).Where(key => !ours.ContainsKey(key) && !OfForks.Contains(key))];
        string[] more = [.. ours.Select(pair => pair.Key).Where(key => !official.ContainsKey(key) && !OfForks.Contains(key))];
        if (missing.Length + more.Length > 0)
        {
            return $"{path} lacks [{string.Join(", ", missing)}] and has [{string.Join(", ", more)}] more";
        }

        // A block's nonce is 8 bytes, a transaction's a number.
        return official.Where(pair => ours.ContainsKey(pair.Key))
            .Select(pair => Difference(pair.Value, ours[pair.Key], $"{path}.{pair.Key}", pair.Key == "nonce" && official.ContainsKey("miner") ? "block nonce" : pair.Key))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? OfArrays(JsonArray official, JsonArray ours, string path, string? name) =>
        official.Zip(ours, (a, b) => Difference(a, b, path + "[]", name)).FirstOrDefault(difference => difference is not null);

    private static string? OfTexts(string official, string ours, string path, string? name)
    {
        if (!official.StartsWith("0x", StringComparison.Ordinal))
        {
            return ours.StartsWith("0x", StringComparison.Ordinal) ? $"{path} is hexadecimal" : null;
        }

        if (name is not null && Quantities.Contains(name) && !(name == "nonce" && official.Length == 18))
        {
            return Quantity().IsMatch(ours) ? null : $"{path} is no quantity: {ours}";
        }

        bool hasFixedLength = official.Length is 18 or 42 or 66 or 514 && name is not ("data" or "input");
        bool fits = Data().IsMatch(ours) && (!hasFixedLength || ours.Length == official.Length);
        return fits || (name is null && Quantity().IsMatch(official) && Quantity().IsMatch(ours)) ? null : $"{path} is written otherwise: {ours[..Math.Min(80, ours.Length)]}";
    }

    [GeneratedRegex("^0x(0|[1-9a-f][0-9a-f]{0,63})$")]
    private static partial Regex Quantity();

    [GeneratedRegex("^0x([0-9a-f]{2})*$")]
    private static partial Regex Data();
}
