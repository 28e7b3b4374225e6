using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ZToken.Cli;

/// <summary>What a reading command answers to a program. The shapes stand in docs/cli.md and are part of the contract: amounts are decimals as strings, times ISO 8601 in UTC, what is unknown is null.</summary>
internal static class JsonAnswer
{
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The option that asks for JSON.</summary>
    public static Option<bool> CreateOption() => new("--json") { Description = "Answer as JSON: docs/cli.md has the shapes." };

    /// <summary>Prints a value.</summary>
    public static void Print(JsonNode value) => Console.WriteLine(value.ToJsonString(readable));

    /// <summary>A time.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
