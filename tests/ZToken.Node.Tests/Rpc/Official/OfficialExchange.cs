using System.Text.Json.Nodes;
using ZToken.Testing;

namespace ZToken.Node.Tests;

/// <summary>Requests and answers of the official tests of the execution API: lines that begin with &gt;&gt; and &lt;&lt;.</summary>
internal sealed record OfficialExchange(string File, JsonObject Call, JsonObject Answer, bool IsSpecificationOnly)
{
    public string Method => (string)Call["method"]!;

    public static string Folder => Path.Combine(Requires.SharedArchive("evm-tests/execution-apis.tar.xz"), "execution-apis", "tests");

    public static IReadOnlyList<OfficialExchange> All() =>
        [.. Directory.EnumerateFiles(Folder, "*.io", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<OfficialExchange> Read(string file)
    {
        string[] lines = System.IO.File.ReadAllLines(file);
        string name = Path.GetRelativePath(Folder, file);
        bool isSpecificationOnly = lines.Any(line => line.StartsWith("// speconly", StringComparison.Ordinal));
        JsonObject[] calls = [.. Lines(">> ")], answers = [.. Lines("<< ")];
        return calls.Zip(answers, (call, answer) => new OfficialExchange(name, call, answer, isSpecificationOnly));

        IEnumerable<JsonObject> Lines(string mark) => lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[mark.Length..])!.AsObject());
    }
}
