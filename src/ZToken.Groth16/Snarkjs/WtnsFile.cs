using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>The values of all wires as circom and snarkjs exchange them: a file <c>.wtns</c>.</summary>
/// <remarks>
/// Section 1: u32 bytes of a field element, the prime, u32 number of values. Section 2: the values as plain little-endian
/// integers, the first one. The values are a secret of whoever proves, zeroed by <see cref="Dispose"/>.
/// </remarks>
public sealed class WtnsFile : IDisposable
{
    private const uint HeaderSection = 1;
    private const uint ValueSection = 2;

    private static readonly FileLayout layout = new("wtns", 2, new Dictionary<uint, string>
    {
        [HeaderSection] = "header",
        [ValueSection] = "values",
    });

    private readonly Fr[] values;
    private readonly uint[] order;

    private WtnsFile(Fr[] values, uint[] order)
    {
        this.values = values;
        this.order = order;
    }

    /// <summary>The values: one, the public wires, the private wires.</summary>
    public ReadOnlySpan<Fr> Wires => values;

    /// <summary>The file of a witness.</summary>
    public static WtnsFile From(Witness witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        return new WtnsFile(witness.Wires.ToArray(), [HeaderSection, ValueSection]);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedFileException">The file is not one.</exception>
    public static WtnsFile Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Read(stream);
    }

    /// <summary>Reads a stream that can seek, to its end.</summary>
    /// <exception cref="MalformedFileException">The stream is not one.</exception>
    public static WtnsFile Read(Stream stream)
    {
        SectionedFile file = new(stream, layout);
        SectionReader header = file.Open(HeaderSection);
        header.RequirePrime<Fr>("the scalar field");
        int count = header.ReadCount("the number of values", int.MaxValue);
        header.RequireEnd();

        SectionReader reader = file.Open(ValueSection);
        reader.RequireRemaining((long)count * Fr.SizeInBytes, $"{count} values");
        Fr[] wires = new Fr[count];
        for (int i = 0; i < wires.Length; i++)
        {
            wires[i] = reader.ReadPlainScalar();
        }

        return wires is [Fr first, ..] && first == Fr.One
            ? new WtnsFile(wires, [.. file.Order])
            : throw reader.Error("the first value is not one");
    }

    /// <summary>Reads bytes from outside.</summary>
    /// <returns>False where they are no such file.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out WtnsFile? file) => Bytes.TryRead(bytes, Read, out file);

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        SectionWriter writer = new(stream, layout, order.Length);
        foreach (uint section in order)
        {
            if (section == HeaderSection)
            {
                writer.Begin(HeaderSection, 4 + Fr.SizeInBytes + 4);
                writer.WritePrime<Fr>();
                writer.WriteUInt32((uint)values.Length);
                continue;
            }

            writer.Begin(ValueSection, (long)values.Length * Fr.SizeInBytes);
            foreach (ref readonly Fr value in values.AsSpan())
            {
                writer.WritePlainScalar(value);
            }
        }

        writer.End();
    }

    /// <summary>Overwrites all values with zeros.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values.AsSpan()));
}
