using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A keeper's answer as a file: JSON, read strictly.</summary>
public static class KeeperAnswerFile
{
    /// <summary>The longest file that is read.</summary>
    public const int LongestFile = 4096;

    private const string Form = "ztoken-keeper-answer-1";
    private const int Keepers = ShareCommitments.MaxShares;

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };
    private static readonly HashSet<string> names = ["form", "ledger", "member", "epoch", "bundle", "keeper", "requester", "sealed"];

    /// <summary>The file of an answer.</summary>
    public static string ToJson(KeeperAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new JsonObject
        {
            ["form"] = Form,
            ["ledger"] = answer.Ledger.ToString(),
            ["member"] = answer.Member.Number,
            ["epoch"] = answer.Epoch.Number,
            ["bundle"] = answer.Bundle?.ToString(),
            ["keeper"] = answer.Keeper,
            ["requester"] = KeeperText.Of(answer.Requester),
            ["sealed"] = Hex.ToPrefixed(answer.Sealed.AsSpan()),
        }.ToJsonString(indented) + "\n";
    }

    /// <summary>Reads a file.</summary>
    /// <returns>False where it is too long, or anything in it is missing, malformed, or not known.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out KeeperAnswer? answer)
    {
        answer = null;
        if (json.Length > LongestFile)
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json.ToArray());
            answer = Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            answer = null;
        }

        return answer is not null;
    }

    private static KeeperAnswer? Read(JsonElement root)
    {
        JsonElement bundle = root.GetProperty("bundle");
        SignatureHash id = default;
        bool isPart = bundle.ValueKind != JsonValueKind.Null;
        if (root.EnumerateObject().Any(property => !names.Contains(property.Name)) || root.EnumerateObject().Count() != names.Count
            || root.GetProperty("form").GetString() != Form
            || !Hex.TryReadPrefixed(root.GetProperty("ledger").GetString(), out byte[] ledger) || !LedgerId.TryRead(ledger, out LedgerId ledgerId)
            || (isPart && !(Hex.TryReadPrefixed(bundle.GetString(), out byte[] bytes) && SignatureHash.TryRead(bytes, out id)))
            || root.GetProperty("keeper").GetInt32() is < 1 or > Keepers
            || !KeeperText.TryParse(root.GetProperty("requester").GetString(), out KeeperPublicKey? requester)
            || !Hex.TryReadPrefixed(root.GetProperty("sealed").GetString(), out byte[] box)
            || box.Length != (isPart ? PaymentOpening.SealedPartSizeInBytes : SealedShare.SizeInBytes))
        {
            return null;
        }

        MemberIndex member = new(root.GetProperty("member").GetUInt16());
        return new KeeperAnswer(ledgerId, member, new Epoch(root.GetProperty("epoch").GetUInt32()), isPart ? id : null, root.GetProperty("keeper").GetInt32(), requester, [.. box]);
    }
}
