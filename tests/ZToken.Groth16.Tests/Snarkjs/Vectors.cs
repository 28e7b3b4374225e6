using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Groth16.Tests;

/// <summary>Files that snarkjs 0.7.6 and circom 2 made; what each is stands in the folder's FORMAT.md.</summary>
internal static class Vectors
{
    private const string Folder = "vectors/08-snarkjs/";

    public static byte[] Cubic(string name) => File.ReadAllBytes(Path("cubic/" + name));

    public static string Path(string name) => Requires.Shared(Folder + name);

    public static JsonDocument Json(string name) => JsonDocument.Parse(File.ReadAllBytes(Path(name)));

    /// <summary>What a writer writes.</summary>
    public static byte[] Written(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return stream.ToArray();
    }
}
