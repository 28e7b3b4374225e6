using System.Text.Json;

namespace ZToken.Crypto.Tests;

/// <summary>One case of a Wycheproof file with the group that it stands in.</summary>
internal sealed record WycheproofCase(JsonElement Group, JsonElement Case)
{
    public int Id => Case.GetProperty("tcId").GetInt32();

    public bool IsValid => Case.Text("result") == "valid";

    public bool IsInvalid => Case.Text("result") == "invalid";

    public byte[] this[string name] => Case.Hex(name);

    public static IEnumerable<WycheproofCase> ReadAll(string file) =>
        Vectors.Read($"06-aead-kdf/wycheproof/{file}_test.json").GetProperty("testGroups").EnumerateArray()
            .SelectMany(group => group.GetProperty("tests").EnumerateArray().Select(test => new WycheproofCase(group, test)));

    public bool HasFlag(string flag) => Case.GetProperty("flags").EnumerateArray().Any(f => f.GetString() == flag);
}
