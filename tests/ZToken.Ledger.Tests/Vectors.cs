using System.IO.Compression;
using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Ledger.Tests;

/// <summary>Reads the official vectors of Ethereum.</summary>
internal static class Vectors
{
    /// <summary>A file of the folder of Ethereum's vectors, packed or not.</summary>
    public static JsonElement Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(Requires.Shared("vectors/07-eth/" + path));
        using Stream plain = new MemoryStream(bytes);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(plain, CompressionMode.Decompress) : plain;
        using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 2000 });
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement element, string name) => Bytes(element.Text(name));

    /// <summary>Bytes in hexadecimal with 0x or without it: the suites are not of one mind.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);

    public static Address Address(string text) => Ledger.Address.TryParse(text, out Address address) ? address : throw new InvalidDataException(text);

    public static Hash256 Hash(string text) => Hash256.TryParse(text, out Hash256 hash) ? hash : throw new InvalidDataException(text);
}
