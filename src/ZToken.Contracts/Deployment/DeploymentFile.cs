using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A deployment as a file: JSON, written whole or not at all.</summary>
public static class DeploymentFile
{
    private const string Form = "ztoken-ledger-1";

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>Writes a file, in the place of one that is there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, DeployedLedger ledger)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string aside = path + ".partial";
        File.WriteAllText(aside, ToJson(ledger));
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no deployment; the message says what is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DeployedLedger Read(string path) => FromJson(File.ReadAllText(path));

    /// <summary>The JSON of a deployment.</summary>
    public static string ToJson(DeployedLedger ledger) => ToJsonObject(ledger).ToJsonString(indented) + "\n";

    /// <summary>The JSON of a deployment as a part of another.</summary>
    internal static JsonObject ToJsonObject(DeployedLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return new JsonObject
        {
            ["form"] = Form,
            ["chainId"] = ledger.ChainId,
            ["ledgerId"] = ledger.LedgerId.ToString(),
            ["firstBlock"] = ledger.FirstBlock,
            ["governance"] = ledger.Governance.ToString(),
            ["registry"] = ledger.Registry.ToString(),
            ["zToken"] = ledger.ZToken.ToString(),
            ["committee"] = ToJson(ledger.Committee),
            ["home"] = ledger.Home.ToString(),
            ["verifier"] = ledger.Verifier.ToString(),
            ["poseidon2"] = ledger.Poseidon2.ToString(),
            ["redJubjub"] = ledger.RedJubjub.ToString(),
            ["keys"] = new JsonArray([.. ledger.Keys.Select(key => new JsonObject { ["version"] = key.Version, ["shape"] = key.Shape.Code, ["account"] = key.Account.ToString() })]),
            ["coins"] = new JsonArray([.. ledger.Coins.Select(coin => new JsonObject { ["asset"] = coin.Asset.Number, ["symbol"] = coin.Symbol, ["contract"] = coin.Contract.ToString() })]),
            ["origin"] = ledger.Origin is { } origin ? new JsonObject { ["chainId"] = origin.ChainId, ["zToken"] = origin.ZToken.ToString() } : null,
        };
    }

    /// <summary>Reads the JSON of a deployment.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static DeployedLedger FromJson(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("form").GetString() != Form)
            {
                throw new FormatException($"its form is not '{Form}'");
            }

            return new DeployedLedger
            {
                ChainId = root.GetProperty("chainId").GetUInt64(),
                LedgerId = Hex.TryReadPrefixed(root.GetProperty("ledgerId").GetString(), out byte[] id) && LedgerId.TryRead(id, out LedgerId ledger) ? ledger : throw new FormatException("'ledgerId' is malformed"),
                FirstBlock = root.GetProperty("firstBlock").GetUInt64(),
                Governance = ReadAddress(root, "governance"),
                Registry = ReadAddress(root, "registry"),
                ZToken = ReadAddress(root, "zToken"),
                Committee = ReadCommittee(root.GetProperty("committee")),
                Home = Enum.TryParse(root.GetProperty("home").GetString(), out VerifierHome home) && Enum.IsDefined(home) ? home : throw new FormatException("'home' is malformed"),
                Verifier = ReadAddress(root, "verifier"),
                Poseidon2 = ReadAddress(root, "poseidon2"),
                RedJubjub = ReadAddress(root, "redJubjub"),
                Keys = [.. root.GetProperty("keys").EnumerateArray().Select(ReadKey)],
                Coins = [.. root.GetProperty("coins").EnumerateArray().Select(ReadCoin)],
                Origin = root.GetProperty("origin") is { ValueKind: JsonValueKind.Object } origin ? new ContractHome(origin.GetProperty("chainId").GetUInt64(), ReadAddress(origin, "zToken")) : null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new FormatException("This is no deployment of a ledger: " + e.Message, e);
        }
    }

    private static JsonObject ToJson(CommitteeSettings committee) => new()
    {
        ["threshold"] = committee.Threshold,
        ["faults"] = committee.Faults,
        ["keepers"] = new JsonArray([.. committee.Keepers.Select(keeper => JsonValue.Create(keeper.ToString()))]),
        ["epochLength"] = committee.EpochLength,
        ["graceBlocks"] = committee.GraceBlocks,
        ["firstEpoch"] = committee.FirstEpoch.Number,
        ["firstEpochEnd"] = committee.FirstEpochEnd,
        ["epochsAhead"] = committee.EpochsAhead,
    };

    private static CommitteeSettings ReadCommittee(JsonElement committee) => new()
    {
        Threshold = committee.GetProperty("threshold").GetByte(),
        Faults = committee.GetProperty("faults").GetByte(),
        Keepers = [.. committee.GetProperty("keepers").EnumerateArray().Select(keeper => Address.TryParse(keeper.GetString(), out Address account) ? account : throw new FormatException("a keeper is no address"))],
        EpochLength = committee.GetProperty("epochLength").GetUInt64(),
        GraceBlocks = committee.GetProperty("graceBlocks").GetUInt64(),
        FirstEpoch = new Epoch(committee.GetProperty("firstEpoch").GetUInt32()),
        FirstEpochEnd = committee.GetProperty("firstEpochEnd").GetUInt64(),
        EpochsAhead = committee.GetProperty("epochsAhead").GetByte(),
    };

    private static DeployedKey ReadKey(JsonElement key) => new(
        key.GetProperty("version").GetUInt32(),
        TransferShape.TryFromCode(key.GetProperty("shape").GetByte(), out TransferShape shape) ? shape : throw new FormatException("a shape is not known"),
        ReadAddress(key, "account"));

    private static DeployedCoin ReadCoin(JsonElement coin) => new(
        new AssetId(coin.GetProperty("asset").GetUInt32()),
        coin.GetProperty("symbol").GetString() ?? throw new FormatException("'symbol' is malformed"),
        ReadAddress(coin, "contract"));

    private static Address ReadAddress(JsonElement element, string name) =>
        Address.TryParse(element.GetProperty(name).GetString(), out Address address) ? address : throw new FormatException($"'{name}' is no address");
}
