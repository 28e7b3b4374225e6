using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>One line of a precompile's JSON file: what goes in, and what comes out or that it fails.</summary>
public sealed record Eip2537Vector(string Name, byte[] Input, byte[]? Expected)
{
    public static IReadOnlyList<Eip2537Vector> Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Requires.Shared($"vectors/02-evm-precompiles/{file}.json")));
        return [.. document.RootElement.EnumerateArray().Select(json => new Eip2537Vector(
            json.GetProperty(nameof(Name)).GetString()!,
            Convert.FromHexString(json.GetProperty(nameof(Input)).GetString()!),
            json.TryGetProperty(nameof(Expected), out JsonElement expected) ? Convert.FromHexString(expected.GetString()!) : null))];
    }
}
