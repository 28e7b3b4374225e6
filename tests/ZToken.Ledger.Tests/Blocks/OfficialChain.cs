using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Ledger.Tests;

/// <summary>The chain behind the tests of the official JSON-RPC interface (ethereum/execution-apis), and the answers of its nodes.</summary>
internal static class OfficialChain
{
    public static string Folder => Path.Combine(Requires.SharedArchive("evm-tests/execution-apis.tar.xz"), "execution-apis", "tests");

    /// <summary>The encodings of all blocks but the first, which the genesis file describes.</summary>
    public static IEnumerable<byte[]> Blocks()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, "chain.rlp"));
        List<byte[]> blocks = [];
        RlpReader reader = new(bytes);
        while (reader.TryReadEncoded(out ReadOnlySpan<byte> block))
        {
            blocks.Add(block.ToArray());
        }

        return reader.IsAtEnd ? blocks : throw new InvalidDataException("chain.rlp ends within a block.");
    }

    /// <summary>Calls and their results: lines that begin with &gt;&gt; and &lt;&lt;.</summary>
    public static IEnumerable<(JsonElement Call, JsonElement Result)> Answers(string method)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder, method), "*.io").Order(StringComparer.Ordinal))
        {
            JsonElement call = default;
            foreach (string line in File.ReadLines(file).Where(line => line.Length > 3))
            {
                if (line.StartsWith(">> ", StringComparison.Ordinal))
                {
                    call = Parse(line[3..]);
                }
                else if (line.StartsWith("<< ", StringComparison.Ordinal) && Parse(line[3..]).TryGetProperty("result", out JsonElement result))
                {
                    yield return (call, result);
                }
            }
        }
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
