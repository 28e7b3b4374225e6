using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>Reading of the JSON suites, whose byte strings are hexadecimal with or without 0x.</summary>
internal static class BlsVectors
{
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Requires.Shared("vectors/03-h2c-bls-sig/" + path)));
        return document.RootElement.Clone();
    }

    /// <summary>Each file of a folder of Ethereum's suite: its name, input and output.</summary>
    public static IEnumerable<(string Name, JsonElement Input, JsonElement Output)> Ethereum(string folder)
    {
        string path = Requires.Shared("vectors/03-h2c-bls-sig/bls12-381-tests-v0.1.1/" + folder);
        foreach (string file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
        {
            JsonElement root = Read(Path.Combine("bls12-381-tests-v0.1.1", folder, Path.GetFileName(file)));
            yield return (Path.GetFileName(file), root.GetProperty("input"), root.GetProperty("output"));
        }
    }

    public static byte[] Bytes(this JsonElement element)
    {
        string text = element.GetString()!;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    public static byte[] Bytes(this JsonElement element, string property) => element.GetProperty(property).Bytes();

    public static byte[][] ByteStrings(this JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(Bytes)];

    /// <summary>All keys, or null where one of them is refused.</summary>
    public static BlsPublicKey[]? Keys(byte[][] encoded)
    {
        List<BlsPublicKey> keys = [];
        foreach (byte[] bytes in encoded)
        {
            if (!BlsPublicKey.TryRead(bytes, out BlsPublicKey? key))
            {
                return null;
            }

            keys.Add(key);
        }

        return [.. keys];
    }

    public static bool Verify(BlsScheme scheme, byte[] publicKey, byte[] message, byte[] signature) =>
        BlsPublicKey.TryRead(publicKey, out BlsPublicKey? key) && BlsSignature.TryRead(signature, out BlsSignature? read) && scheme.Verify(key, message, read);

    public static bool VerifyAggregate(BlsScheme scheme, byte[][] publicKeys, byte[][] messages, byte[] signature) =>
        publicKeys.Length == messages.Length
        && Keys(publicKeys) is { } keys
        && BlsSignature.TryRead(signature, out BlsSignature? read)
        && scheme.VerifyAggregate(keys, [.. messages.Select(m => (ReadOnlyMemory<byte>)m)], read);

    public static byte[] Encoded(this BlsSignature signature)
    {
        byte[] bytes = new byte[BlsSignature.SizeInBytes];
        signature.Write(bytes);
        return bytes;
    }

    public static byte[] Encoded(this BlsPublicKey key)
    {
        byte[] bytes = new byte[BlsPublicKey.SizeInBytes];
        key.Write(bytes);
        return bytes;
    }
}
