using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Verifying keys as snarkjs exchanges them: <c>verification_key.json</c>.</summary>
/// <remarks>
/// The file says nothing of the setup. A key whose points are refused, for instance because gamma equals delta, is no key: the
/// message of the exception says so.
/// </remarks>
public static class VerifyingKeyJson
{
    private const string Kind = "verification_key.json";

    /// <summary>Reads a key; the value of e(alpha, beta) that the file also has must be right.</summary>
    /// <exception cref="MalformedFileException">The text is no key.</exception>
    public static VerifyingKey Read(ReadOnlyMemory<byte> utf8) => SnarkjsJson.Read(utf8, Kind, Read);

    /// <summary>Reads text from outside.</summary>
    /// <returns>False where it is no key.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out VerifyingKey? key)
    {
        try
        {
            key = Read(utf8);
            return true;
        }
        catch (MalformedFileException)
        {
            key = null;
            return false;
        }
    }

    /// <summary>Writes a key as snarkjs does, byte for byte.</summary>
    public static void Write(Stream stream, VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        SnarkjsJson.Write(stream, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("protocol", "groth16");
            writer.WriteString("curve", "bls12381");
            writer.WriteNumber("nPublic", key.InputCount);
            writer.WritePropertyName("vk_alpha_1");
            SnarkjsJson.WritePoint(writer, key.Alpha);
            writer.WritePropertyName("vk_beta_2");
            SnarkjsJson.WritePoint(writer, key.Beta);
            writer.WritePropertyName("vk_gamma_2");
            SnarkjsJson.WritePoint(writer, key.Gamma);
            writer.WritePropertyName("vk_delta_2");
            SnarkjsJson.WritePoint(writer, key.Delta);
            writer.WritePropertyName("vk_alphabeta_12");
            WriteTarget(writer, key.AlphaBeta.Value);
            writer.WriteStartArray("IC");
            foreach (ref readonly G1Affine point in key.InputPoints)
            {
                SnarkjsJson.WritePoint(writer, point);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static VerifyingKey Read(JsonElement root)
    {
        JsonElement[] values = SnarkjsJson.Properties(
            root, Kind, "protocol", "curve", "nPublic", "vk_alpha_1", "vk_beta_2", "vk_gamma_2", "vk_delta_2", "vk_alphabeta_12", "IC");
        SnarkjsJson.RequireText(values[0], Kind, "protocol", "groth16");
        SnarkjsJson.RequireText(values[1], Kind, "curve", "bls12381");
        if (values[2].ValueKind != JsonValueKind.Number || !values[2].TryGetInt32(out int inputs) || inputs is < 0 or > VerifyingKey.MaxInputCount)
        {
            throw new MalformedFileException(Kind, "nPublic", $"is not a number from 0 to {VerifyingKey.MaxInputCount}");
        }

        VerifyingKeyRefusal refusal = VerifyingKey.TryCreate(
            SnarkjsJson.PointG1(values[3], Kind, "vk_alpha_1"),
            SnarkjsJson.PointG2(values[4], Kind, "vk_beta_2"),
            SnarkjsJson.PointG2(values[5], Kind, "vk_gamma_2"),
            SnarkjsJson.PointG2(values[6], Kind, "vk_delta_2"),
            [.. SnarkjsJson.Array(values[8], Kind, "IC", inputs + 1).Select(item => SnarkjsJson.PointG1(item, Kind, "IC"))],
            out VerifyingKey? key);
        if (key is null)
        {
            throw new MalformedFileException(Kind, "points", "are refused: " + refusal);
        }

        return ReadTarget(values[7]) == key.AlphaBeta.Value
            ? key
            : throw new MalformedFileException(Kind, "vk_alphabeta_12", "is not the pairing of alpha and beta");
    }

    private static Fp12 ReadTarget(JsonElement element)
    {
        Fp6[] halves = [.. SnarkjsJson.Array(element, Kind, "vk_alphabeta_12", 2).Select(half =>
        {
            Fp2[] parts = [.. SnarkjsJson.Array(half, Kind, "vk_alphabeta_12", 3).Select(part => SnarkjsJson.Pair(part, Kind, "vk_alphabeta_12"))];
            return new Fp6(parts[0], parts[1], parts[2]);
        })];
        return new Fp12(halves[0], halves[1]);
    }

    private static void WriteTarget(Utf8JsonWriter writer, Fp12 value)
    {
        writer.WriteStartArray();
        foreach (Fp6 half in (ReadOnlySpan<Fp6>)[value.C0, value.C1])
        {
            writer.WriteStartArray();
            SnarkjsJson.WritePair(writer, half.C0);
            SnarkjsJson.WritePair(writer, half.C1);
            SnarkjsJson.WritePair(writer, half.C2);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
