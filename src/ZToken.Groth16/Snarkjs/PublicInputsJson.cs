using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Public inputs as snarkjs exchanges them: <c>public.json</c>, an array of decimal strings.</summary>
public static class PublicInputsJson
{
    private const string Kind = "public.json";

    /// <summary>Reads public inputs, each below r.</summary>
    /// <exception cref="MalformedFileException">The text is none.</exception>
    public static Fr[] Read(ReadOnlyMemory<byte> utf8) => SnarkjsJson.Read(utf8, Kind, Read);

    /// <summary>Reads text from outside.</summary>
    /// <returns>False where it is no array of canonical inputs.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Fr[]? inputs)
    {
        try
        {
            inputs = Read(utf8);
            return true;
        }
        catch (MalformedFileException)
        {
            inputs = null;
            return false;
        }
    }

    /// <summary>Writes public inputs as snarkjs does, byte for byte.</summary>
    public static void Write(Stream stream, ReadOnlySpan<Fr> inputs)
    {
        Fr[] copy = inputs.ToArray();
        SnarkjsJson.Write(stream, writer =>
        {
            writer.WriteStartArray();
            foreach (Fr input in copy)
            {
                SnarkjsJson.WriteElement(writer, input);
            }

            writer.WriteEndArray();
        });
    }

    private static Fr[] Read(JsonElement root)
    {
        JsonElement[] items = SnarkjsJson.Array(root, Kind, "text");
        Fr[] inputs = new Fr[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            inputs[i] = SnarkjsJson.Element<Fr>(items[i], Kind, $"input {i}");
        }

        return inputs;
    }
}
