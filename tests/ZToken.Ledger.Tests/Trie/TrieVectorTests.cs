using System.Text;
using System.Text.Json;

namespace ZToken.Ledger.Tests;

/// <summary>The official suite of tries: roots, whatever the order of the writes, and neighbours.</summary>
public sealed class TrieVectorTests
{
    [Theory]
    [InlineData("trietest.json", TrieKeys.Plain, 5)]
    [InlineData("trieanyorder.json", TrieKeys.Plain, 7)]
    [InlineData("trietest_secureTrie.json", TrieKeys.Hashed, 3)]
    [InlineData("trieanyorder_secureTrie.json", TrieKeys.Hashed, 7)]
    [InlineData("hex_encoded_securetrie_test.json", TrieKeys.Hashed, 3)]
    public void Roots_of_the_official_suite(string file, TrieKeys keys, int cases)
    {
        JsonElement root = Vectors.Read("TrieTests/" + file);
        Assert.Equal(cases, root.EnumerateObject().Count());
        foreach (JsonProperty row in root.EnumerateObject())
        {
            (byte[] Key, byte[] Value)[] writes = [.. Writes(row.Value.GetProperty("in"))];
            Assert.Equal(row.Value.Text("root"), Fill(keys, writes).Root.ToString());
            if (row.Value.GetProperty("in").ValueKind == JsonValueKind.Object)
            {
                Assert.Equal(row.Value.Text("root"), Fill(keys, writes.Reverse()).Root.ToString());
            }
        }
    }

    [Fact]
    public void Neighbours_of_the_official_suite()
    {
        JsonElement basic = Vectors.Read("TrieTests/trietestnextprev.json").GetProperty("basic");
        PatriciaTrie trie = Fill(TrieKeys.Plain, basic.GetProperty("in").EnumerateArray().Select(key => (ToBytes(key.GetString()!), "x"u8.ToArray())));
        JsonElement[] rows = [.. basic.GetProperty("tests").EnumerateArray()];
        Assert.Equal(12, rows.Length);
        foreach (JsonElement row in rows)
        {
            byte[] key = ToBytes(row[0].GetString()!);
            string[] keys = [.. trie.Entries([]).Select(entry => Encoding.ASCII.GetString(entry.Key))];
            string[] onwards = [.. trie.Entries(key).Select(entry => Encoding.ASCII.GetString(entry.Key))];
            Assert.Equal(row[1].GetString(), keys[..^onwards.Length].LastOrDefault(""));
            Assert.Equal(row[2].GetString(), onwards.FirstOrDefault(next => next != row[0].GetString(), ""));
        }
    }

    private static PatriciaTrie Fill(TrieKeys keys, IEnumerable<(byte[] Key, byte[] Value)> writes)
    {
        PatriciaTrie trie = new(keys, new MemoryNodeStore());
        foreach ((byte[] key, byte[] value) in writes)
        {
            trie.Set(key, value);
        }

        return trie;
    }

    private static IEnumerable<(byte[] Key, byte[] Value)> Writes(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().Select(pair => (ToBytes(pair.Name), ToBytes(pair.Value.GetString())))
        : element.EnumerateArray().Select(pair => (ToBytes(pair[0].GetString()), ToBytes(pair[1].GetString())));

    private static byte[] ToBytes(string? text) =>
        text is null ? [] : text.StartsWith("0x", StringComparison.Ordinal) ? Vectors.Bytes(text) : Encoding.ASCII.GetBytes(text);
}
