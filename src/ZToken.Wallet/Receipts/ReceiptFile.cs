using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>A receipt as a file: JSON, read strictly. It goes to the third party alone.</summary>
public static class ReceiptFile
{
    /// <summary>The longest file that is read.</summary>
    public const int LongestFile = 4096;

    private const string Form = "ztoken-receipt-1";

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };
    private static readonly HashSet<string> names = ["form", "ledger", "bundle", "block", "challenge", "disclosure"];

    /// <summary>The file of a receipt.</summary>
    public static string ToJson(PaymentReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        byte[] disclosure = new byte[PaymentDisclosure.SizeInBytes];
        receipt.Disclosure.WriteTo(disclosure);
        return new JsonObject
        {
            ["form"] = Form,
            ["ledger"] = receipt.Ledger.ToString(),
            ["bundle"] = receipt.Bundle.ToString(),
            ["block"] = receipt.Block,
            ["challenge"] = receipt.Challenge.ToString(),
            ["disclosure"] = Hex.ToPrefixed(disclosure),
        }.ToJsonString(indented) + "\n";
    }

    /// <summary>Reads a file.</summary>
    /// <returns>False where it is too long, or anything in it is missing, malformed, or not known. Whether it holds is <see cref="ReceiptVerifier"/>'s to say.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out PaymentReceipt? receipt)
    {
        receipt = null;
        if (json.Length > LongestFile)
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json.ToArray());
            receipt = Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            receipt = null;
        }

        return receipt is not null;
    }

    private static PaymentReceipt? Read(JsonElement root) =>
        root.EnumerateObject().All(property => names.Contains(property.Name)) && root.EnumerateObject().Count() == names.Count
        && root.GetProperty("form").GetString() == Form
        && Hex.TryReadPrefixed(root.GetProperty("ledger").GetString(), out byte[] ledgerBytes) && LedgerId.TryRead(ledgerBytes, out LedgerId ledger)
        && Hex.TryReadPrefixed(root.GetProperty("bundle").GetString(), out byte[] bundleBytes) && SignatureHash.TryRead(bundleBytes, out SignatureHash bundle)
        && ReceiptChallenge.TryParse(root.GetProperty("challenge").GetString(), out ReceiptChallenge challenge)
        && Hex.TryReadPrefixed(root.GetProperty("disclosure").GetString(), out byte[] bytes) && PaymentDisclosure.TryRead(bytes, out PaymentDisclosure? disclosure)
            ? new PaymentReceipt(ledger, bundle, root.GetProperty("block").GetUInt64(), challenge, disclosure)
            : null;
}
