using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>How snarkjs writes field elements and points in JSON, and how strictly that is read here.</summary>
/// <remarks>
/// An element is a string of decimal digits, without sign or leading zeros and below its prime (snarkjs itself reduces what
/// it reads). G1: [x, y, "1"]. G2: [[x0, x1], [y0, y1], ["1", "0"]], the coefficient of 1 first. Infinity is [0, 1, 0].
/// Points must lie on their curve; whether they are of order r is checked where they are used.
/// </remarks>
internal static class SnarkjsJson
{
    private const int MaxDigits = 120;

    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>As JSON.stringify(value, null, 1) writes it.</summary>
    private static readonly JsonWriterOptions layout =
        new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static T Read<T>(ReadOnlyMemory<byte> utf8, string kind, Func<JsonElement, T> read)
    {
        // Digits and fixed words need no escapes, which could stand for text that is none.
        if (!Utf8.IsValid(utf8.Span) || utf8.Span.Contains((byte)'\\'))
        {
            throw new MalformedFileException(kind, "text", "is not UTF-8 without escapes");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, strict);
            return read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new MalformedFileException(kind, "text", "no JSON at line " + error.LineNumber.GetValueOrDefault().ToString(CultureInfo.InvariantCulture));
        }
    }

    public static void Write(Stream stream, Action<Utf8JsonWriter> write)
    {
        using Utf8JsonWriter writer = new(stream, layout);
        write(writer);
    }

    /// <summary>The properties of an object, which must have exactly these.</summary>
    public static JsonElement[] Properties(JsonElement element, string kind, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedFileException(kind, "text", "is not an object");
        }

        JsonElement[] values = new JsonElement[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            values[i] = element.TryGetProperty(names[i], out JsonElement value) ? value : throw new MalformedFileException(kind, names[i], "is missing");
        }

        return element.GetPropertyCount() == names.Length ? values : throw new MalformedFileException(kind, "text", "has properties that do not belong to it");
    }

    public static void RequireText(JsonElement element, string kind, string name, string expected)
    {
        if (element.ValueKind != JsonValueKind.String || !element.ValueEquals(expected))
        {
            throw new MalformedFileException(kind, name, $"is not \"{expected}\"");
        }
    }

    public static JsonElement[] Array(JsonElement element, string kind, string name, int? length = null)
    {
        if (element.ValueKind != JsonValueKind.Array || (length is { } expected && element.GetArrayLength() != expected))
        {
            throw new MalformedFileException(kind, name, length is null ? "is not an array" : $"is not an array of {length}");
        }

        return [.. element.EnumerateArray()];
    }

    public static TField Element<TField>(JsonElement element, string kind, string name)
        where TField : unmanaged, IPrimeField<TField>
    {
        string? digits = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        if (digits is not { Length: > 0 and <= MaxDigits } || digits.AsSpan().ContainsAnyExceptInRange('0', '9') || digits is ['0', _, ..])
        {
            throw new MalformedFileException(kind, name, "is not a string of decimal digits");
        }

        BigInteger value = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return value < TField.Modulus ? TField.FromBigInteger(value) : throw new MalformedFileException(kind, name, "is not below its prime");
    }

    public static G1Affine PointG1(JsonElement element, string kind, string name)
    {
        Fp[] xyz = [.. Array(element, kind, name, 3).Select(item => Element<Fp>(item, kind, name))];
        return Point(xyz[0], xyz[1], xyz[2], kind, name);
    }

    public static G2Affine PointG2(JsonElement element, string kind, string name)
    {
        Fp2[] xyz = [.. Array(element, kind, name, 3).Select(item => Pair(item, kind, name))];
        return Point(xyz[0], xyz[1], xyz[2], kind, name);
    }

    public static Fp2 Pair(JsonElement element, string kind, string name)
    {
        Fp[] pair = [.. Array(element, kind, name, 2).Select(item => Element<Fp>(item, kind, name))];
        return new Fp2(pair[0], pair[1]);
    }

    public static void WriteElement<TField>(Utf8JsonWriter writer, in TField value)
        where TField : unmanaged, IPrimeField<TField> => writer.WriteStringValue(value.ToBigInteger().ToString(CultureInfo.InvariantCulture));

    public static void WritePair(Utf8JsonWriter writer, in Fp2 value)
    {
        writer.WriteStartArray();
        WriteElement(writer, value.C0);
        WriteElement(writer, value.C1);
        writer.WriteEndArray();
    }

    public static void WritePoint(Utf8JsonWriter writer, in G1Affine point)
    {
        writer.WriteStartArray();
        WriteElement(writer, point.X);
        WriteElement(writer, point.IsInfinity ? Fp.One : point.Y);
        WriteElement(writer, point.IsInfinity ? Fp.Zero : Fp.One);
        writer.WriteEndArray();
    }

    public static void WritePoint(Utf8JsonWriter writer, in G2Affine point)
    {
        writer.WriteStartArray();
        WritePair(writer, point.X);
        WritePair(writer, point.IsInfinity ? Fp2.One : point.Y);
        WritePair(writer, point.IsInfinity ? Fp2.Zero : Fp2.One);
        writer.WriteEndArray();
    }

    private static AffinePoint<TField> Point<TField>(in TField x, in TField y, in TField z, string kind, string name)
        where TField : unmanaged, IGroupField<TField>
    {
        if (z.IsZero && x.IsZero && y == TField.One)
        {
            return default;
        }

        AffinePoint<TField> point = new(x, y);
        return z == TField.One && !point.IsInfinity && point.IsOnCurve
            ? point
            : throw new MalformedFileException(kind, name, "is not a point of the curve");
    }
}
