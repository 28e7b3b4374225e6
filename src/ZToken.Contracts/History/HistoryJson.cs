using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The lines of a history file.</summary>
internal static class HistoryJson
{
    public const string Form = "ztoken-history-1";

    private static readonly AbiType[] operationType = [.. AbiFunction.Parse("f(uint8,(uint8,uint32,uint64,address,address,bytes32,bytes,bytes32,uint256,bytes32,uint256[],bytes))").Inputs];

    public static JsonObject ToJson(HistoryHeader header) => new()
    {
        ["form"] = Form,
        ["lastBlock"] = header.LastBlock,
        ["ledger"] = DeploymentFile.ToJsonObject(header.Ledger),
        ["keys"] = new JsonArray([.. header.Keys.Select(key => new JsonObject
        {
            ["version"] = key.Version,
            ["shape"] = key.Shape.Code,
            ["retired"] = header.Retired.Contains((key.Version, key.Shape.Code)),
            ["code"] = Hex.ToPrefixed(key.Code.Span),
        })]),
    };

    public static HistoryHeader ReadHeader(JsonElement line)
    {
        Require(line.GetProperty("form").GetString() == Form, $"the first line does not say '{Form}'");
        List<KeySettings> keys = [];
        List<(uint, byte)> retired = [];
        foreach (JsonElement key in line.GetProperty("keys").EnumerateArray())
        {
            Require(TransferShape.TryFromCode(key.GetProperty("shape").GetByte(), out TransferShape shape), "a shape is not known");
            keys.Add(new KeySettings(key.GetProperty("version").GetUInt32(), shape, Bytes(key, "code")));
            if (key.GetProperty("retired").GetBoolean())
            {
                retired.Add((keys[^1].Version, shape.Code));
            }
        }

        return new HistoryHeader(DeploymentFile.FromJson(line.GetProperty("ledger").GetRawText()), keys, retired, line.GetProperty("lastBlock").GetUInt64());
    }

    public static JsonObject ToJson(HistoryBlock block) => new()
    {
        ["block"] = block.Height,
        ["time"] = block.Time,
        ["entries"] = new JsonArray([.. block.Entries.Select(ToJson)]),
        ["leaves"] = block.LeafCount,
        ["root"] = block.Root.Value.ToWord().ToString(),
    };

    public static HistoryBlock ReadBlock(JsonElement line) => new(
        line.GetProperty("block").GetUInt64(),
        line.GetProperty("time").GetUInt64(),
        [.. line.GetProperty("entries").EnumerateArray().Select(ReadEntry)],
        line.GetProperty("leaves").GetUInt64(),
        Word.TryParse(line.GetProperty("root").GetString(), out Word root) && Words.TryToElement(root, out Fr element) ? new NoteRoot(element) : throw new FormatException("a root is no element"));

    private static JsonObject ToJson(HistoryEntry entry) => entry switch
    {
        { Bundle: { } bundle } => new JsonObject { ["bundle"] = Hex.ToPrefixed(AbiEncoder.Encode(operationType, (ulong)bundle.Function, bundle.Bundle.ToAbi())) },
        { Registry: { } log } => new JsonObject { ["registry"] = new JsonArray([.. log.Topics.Select(topic => JsonValue.Create(topic.ToString()))]), ["data"] = Hex.ToPrefixed(log.Data.Span) },
        { Asset: { } asset } => new JsonObject { ["asset"] = asset.Asset.Number, ["name"] = asset.Name, ["symbol"] = asset.Symbol },
        { Paid: { } paid } => new JsonObject { ["paid"] = paid.Index, ["of"] = paid.Asset, ["cents"] = paid.Cents },
        _ => throw new ArgumentException("The entry is empty.", nameof(entry)),
    };

    private static HistoryEntry ReadEntry(JsonElement entry)
    {
        if (entry.TryGetProperty("bundle", out _))
        {
            Require(AbiDecoder.TryDecode(operationType, Bytes(entry, "bundle"), out AbiValue[]? values) && values[0].Word <= new Word((ulong)BundleFunction.Unshield), "a bundle is malformed");
            return HistoryEntry.Of(new BundleOperation((BundleFunction)values![0].Word.Low64, ContractBundle.Read(values[1])));
        }

        if (entry.TryGetProperty("registry", out JsonElement topics))
        {
            Hash256[] read = [.. topics.EnumerateArray().Select(topic => Hash256.TryParse(topic.GetString(), out Hash256 hash) ? hash : throw new FormatException("a topic is malformed"))];
            return HistoryEntry.Of(new Log(default, read, Bytes(entry, "data")));
        }

        return entry.TryGetProperty("asset", out JsonElement asset)
            ? HistoryEntry.Of(new CoinSettings(new AssetId(asset.GetUInt32()), Text(entry, "name"), Text(entry, "symbol")))
            : HistoryEntry.OfPayment(entry.GetProperty("paid").GetUInt16(), entry.GetProperty("of").GetUInt32(), entry.GetProperty("cents").GetUInt64());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static byte[] Bytes(JsonElement element, string name) => Hex.TryReadPrefixed(Text(element, name), out byte[] bytes) ? bytes : throw new FormatException($"'{name}' is not hexadecimal");

    private static void Require(bool condition, string complaint)
    {
        if (!condition)
        {
            throw new FormatException(complaint);
        }
    }
}
