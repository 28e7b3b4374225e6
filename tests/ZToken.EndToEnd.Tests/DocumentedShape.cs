using System.Text.Json;
using System.Text.RegularExpressions;
using ZToken.Testing;

namespace ZToken.EndToEnd.Tests;

/// <summary>The shapes of JSON answers as docs/cli.md shows them: an example after the line that names its commands.</summary>
internal static partial class DocumentedShape
{
    private static readonly string document = File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "docs", "cli.md"));

    /// <summary>Sees that an answer has exactly the members of the example, in its order and of its kinds; null and nothing in a list fit everything.</summary>
    public static void AssertFits(string command, JsonElement answer)
    {
        Match example = Assert.Single(Example().Matches(document), match => match.Groups["commands"].Value.Contains($"`ztoken {command} --json`", StringComparison.Ordinal));
        using JsonDocument shape = JsonDocument.Parse(example.Groups["json"].Value);
        AssertFits(command, shape.RootElement, answer);
    }

    private static void AssertFits(string where, JsonElement shape, JsonElement answer)
    {
        if (shape.ValueKind == JsonValueKind.Null || answer.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        Assert.True(KindOf(shape) == KindOf(answer), $"{where} is documented as {shape.ValueKind} and is {answer.ValueKind}");
        if (shape.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(shape.EnumerateObject().Select(member => member.Name), answer.EnumerateObject().Select(member => member.Name));
            foreach (JsonProperty member in shape.EnumerateObject())
            {
                AssertFits($"{where}: {member.Name}", member.Value, answer.GetProperty(member.Name));
            }
        }
        else if (shape.ValueKind == JsonValueKind.Array && shape.GetArrayLength() > 0)
        {
            Assert.All(answer.EnumerateArray(), item => AssertFits(where, shape[0], item));
        }
    }

    private static JsonValueKind KindOf(JsonElement element) => element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;

    [GeneratedRegex(@"(?m)^(?<commands>[^\n]*--json`[^\n]*):\n\n```json\n(?<json>[^`]+)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();
}
