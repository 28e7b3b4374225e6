using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <content>
/// Section 1, header: u32 bytes of a field element, the prime, u32 wires, public outputs, public inputs, private inputs,
/// u64 labels, u32 constraints. Section 2, constraints: for A, B, C of each u32 number of terms, per term u32 wire and plain value.
/// Section 3: u64 label of each wire.
/// </content>
public sealed partial class R1csFile
{
    private const uint HeaderSection = 1;
    private const uint ConstraintSection = 2;
    private const uint LabelSection = 3;
    private const int HeaderSize = 4 + Fr.SizeInBytes + (4 * 4) + 8 + 4;
    private const int TermSize = 4 + Fr.SizeInBytes;

    private static readonly FileLayout layout = new("r1cs", 1, new Dictionary<uint, string>
    {
        [HeaderSection] = "header",
        [ConstraintSection] = "constraints",
        [LabelSection] = "labels",
    });

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedFileException">The file is not one.</exception>
    public static R1csFile Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Read(stream);
    }

    /// <summary>Reads a stream that can seek, to its end.</summary>
    /// <exception cref="MalformedFileException">The stream is not one.</exception>
    public static R1csFile Read(Stream stream)
    {
        SectionedFile file = new(stream, layout);
        SectionReader header = file.Open(HeaderSection);
        (R1csFile r1cs, int rows) = ReadHeader(header);
        r1cs.order = [.. file.Order];
        r1cs.ReadRows(file.Open(ConstraintSection), rows);
        r1cs.ReadLabels(file.Open(LabelSection));
        return r1cs;
    }

    /// <summary>Reads bytes from outside.</summary>
    /// <returns>False where they are no such file.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out R1csFile? file) => Bytes.TryRead(bytes, Read, out file);

    /// <summary>Writes the file; what was read is written as it was.</summary>
    public void Write(Stream stream)
    {
        SectionWriter writer = new(stream, layout, order.Length);
        foreach (uint section in order)
        {
            switch (section)
            {
                case HeaderSection:
                    WriteHeader(writer);
                    break;
                case ConstraintSection:
                    WriteRows(writer);
                    break;
                default:
                    WriteLabels(writer);
                    break;
            }
        }

        writer.End();
    }

    private static (R1csFile File, int Rows) ReadHeader(SectionReader header)
    {
        header.RequirePrime<Fr>("the scalar field");
        int wires = header.ReadCount("the number of wires", int.MaxValue);
        int outputs = header.ReadCount("the number of public outputs", wires - 1L);
        int inputs = header.ReadCount("the number of public inputs", wires - 1L - outputs);
        int secrets = header.ReadCount("the number of private inputs", wires - 1L - outputs - inputs);
        ulong signals = header.ReadUInt64();
        int rows = header.ReadCount("the number of constraints", int.MaxValue);
        header.RequireEnd();
        return (new R1csFile(wires, outputs, inputs, secrets, signals), rows);
    }

    private void ReadRows(SectionReader reader, int rows)
    {
        for (long side = 0; side < 3L * rows; side++)
        {
            int count = reader.ReadCount("the number of terms", reader.Remaining / TermSize);
            for (int i = 0; i < count; i++)
            {
                int wire = reader.ReadCount("a wire", WireCount - 1L);
                terms.Add((wire, reader.ReadPlainScalar()));
            }

            EndSide();
        }

        reader.RequireEnd();
    }

    private void ReadLabels(SectionReader reader)
    {
        reader.RequireRemaining(8L * WireCount, $"labels of {WireCount} wires");
        labels = new ulong[WireCount];
        for (int wire = 0; wire < labels.Length; wire++)
        {
            labels[wire] = reader.ReadUInt64();
        }
    }

    private void WriteHeader(SectionWriter writer)
    {
        writer.Begin(HeaderSection, HeaderSize);
        writer.WritePrime<Fr>();
        writer.WriteUInt32((uint)WireCount);
        writer.WriteUInt32((uint)PublicOutputCount);
        writer.WriteUInt32((uint)PublicInputCount);
        writer.WriteUInt32((uint)PrivateInputCount);
        writer.WriteUInt64(LabelCount);
        writer.WriteUInt32((uint)RowCount);
    }

    private void WriteRows(SectionWriter writer)
    {
        writer.Begin(ConstraintSection, (4L * termCounts.Count) + ((long)TermSize * terms.Count));
        for (int index = 0; index < termCounts.Count; index++)
        {
            writer.WriteUInt32((uint)termCounts[index]);
            foreach ((int wire, Fr coefficient) in Side(index / 3, index % 3))
            {
                writer.WriteUInt32((uint)wire);
                writer.WritePlainScalar(coefficient);
            }
        }
    }

    private void WriteLabels(SectionWriter writer)
    {
        writer.Begin(LabelSection, 8L * labels.Length);
        foreach (ulong label in labels)
        {
            writer.WriteUInt64(label);
        }
    }
}
