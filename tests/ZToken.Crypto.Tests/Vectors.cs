using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>Reads the official vectors: bytes, field elements and points out of JSON.</summary>
internal static class Vectors
{
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/" + path)));
        return document.RootElement.Clone();
    }

    /// <summary>The rows of a file of zcash-test-vectors, each as a dictionary by the names in its second line.</summary>
    public static IEnumerable<Dictionary<string, JsonElement>> ReadZcash(string file)
    {
        JsonElement[] rows = [.. Read("04-jubjub-sapling/zcash-test-vectors/" + file).EnumerateArray()];
        string[] names = rows[1][0].GetString()!.Split(", ");
        return rows[2..].Select(row => names.Zip(row.EnumerateArray()).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
    }

    public static byte[] Hex(this JsonElement element) => Convert.FromHexString(element.GetString()!);

    public static byte[] Hex(this JsonElement element, string name) => element.GetProperty(name).Hex();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>An integer in decimal, or in hexadecimal after 0x.</summary>
    public static BigInteger Integer(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? BigInteger.Parse("0" + text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : BigInteger.Parse(text, CultureInfo.InvariantCulture);

    public static Fr Element(string text) => Fr.FromBigInteger(Integer(text));

    public static JubjubAffine Point(this JsonElement element) => new(Element(element.Text("u")), Element(element.Text("v")));

    public static JubjubScalar Scalar(byte[] littleEndian) =>
        JubjubScalar.TryReadLittleEndian(littleEndian, out JubjubScalar scalar) ? scalar : throw new InvalidDataException("Not a canonical scalar.");

    public static JubjubAffine Decode(byte[] encoding) =>
        JubjubAffine.TryReadInPrimeSubgroup(encoding, out JubjubAffine point) ? point : throw new InvalidDataException("Not a point of the subgroup.");

    public static byte[] Encode(in JubjubAffine point)
    {
        byte[] bytes = new byte[JubjubAffine.SizeInBytes];
        point.WriteTo(bytes);
        return bytes;
    }
}
