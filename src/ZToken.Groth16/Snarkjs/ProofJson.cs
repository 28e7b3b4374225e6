using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ZToken.Groth16;

/// <summary>Proofs as snarkjs exchanges them: <c>proof.json</c>.</summary>
public static class ProofJson
{
    private const string Kind = "proof.json";

    /// <summary>Reads a proof. Its points lie on their curves; whether they are of order r, verifiers check.</summary>
    /// <exception cref="MalformedFileException">The text is no proof.</exception>
    public static Proof Read(ReadOnlyMemory<byte> utf8) => SnarkjsJson.Read(utf8, Kind, Read);

    /// <summary>Reads text from outside.</summary>
    /// <returns>False where it is no proof.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Proof? proof)
    {
        try
        {
            proof = Read(utf8);
            return true;
        }
        catch (MalformedFileException)
        {
            proof = null;
            return false;
        }
    }

    /// <summary>Writes a proof as snarkjs does, byte for byte.</summary>
    public static void Write(Stream stream, Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        SnarkjsJson.Write(stream, writer => Write(writer, proof));
    }

    private static void Write(Utf8JsonWriter writer, Proof proof)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("pi_a");
        SnarkjsJson.WritePoint(writer, proof.A);
        writer.WritePropertyName("pi_b");
        SnarkjsJson.WritePoint(writer, proof.B);
        writer.WritePropertyName("pi_c");
        SnarkjsJson.WritePoint(writer, proof.C);
        writer.WriteString("protocol", "groth16");
        writer.WriteString("curve", "bls12381");
        writer.WriteEndObject();
    }

    private static Proof Read(JsonElement root)
    {
        JsonElement[] values = SnarkjsJson.Properties(root, Kind, "pi_a", "pi_b", "pi_c", "protocol", "curve");
        SnarkjsJson.RequireText(values[3], Kind, "protocol", "groth16");
        SnarkjsJson.RequireText(values[4], Kind, "curve", "bls12381");
        return new Proof(
            SnarkjsJson.PointG1(values[0], Kind, "pi_a"), SnarkjsJson.PointG2(values[1], Kind, "pi_b"), SnarkjsJson.PointG1(values[2], Kind, "pi_c"));
    }
}
