using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Groth16;

public sealed partial class PtauFile
{
    private const int PointsPerBlock = 1 << 14;

    /// <summary>Opens bytes from outside and reads every point once.</summary>
    /// <returns>False where they are no such file.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out PtauFile? file)
    {
        try
        {
            file = new PtauFile(new MemoryStream(bytes.ToArray(), writable: false));
            file.Write(Stream.Null);
            return true;
        }
        catch (MalformedFileException)
        {
            file = null;
            return false;
        }
    }

    /// <summary>Writes the file; what was read is written as it was.</summary>
    /// <exception cref="MalformedFileException">A point is not on its curve.</exception>
    public void Write(Stream destination)
    {
        SectionWriter writer = new(destination, layout, file.Order.Count);
        foreach (uint section in file.Order)
        {
            switch (section)
            {
                case HeaderSection:
                    WriteHeader(writer, Power, CeremonyPower);
                    break;
                case ContributionSection:
                    CopyContributions(writer);
                    break;
                case (uint)PtauSection.TauG2 or (uint)PtauSection.BetaG2 or (uint)PtauSection.LagrangeTauG2:
                    CopyPoints<Fp2>(writer, (PtauSection)section);
                    break;
                default:
                    CopyPoints<Fp>(writer, (PtauSection)section);
                    break;
            }
        }

        writer.End();
    }

    private static void WriteHeader(SectionWriter writer, int power, int ceremonyPower)
    {
        writer.Begin(HeaderSection, 4 + Fp.SizeInBytes + 8);
        writer.WritePrime<Fp>();
        writer.WriteUInt32((uint)power);
        writer.WriteUInt32((uint)ceremonyPower);
    }

    private void CopyContributions(SectionWriter writer)
    {
        SectionReader reader = file.Open(ContributionSection);
        writer.Begin(ContributionSection, reader.Remaining);
        byte[] block = new byte[Math.Min(reader.Remaining, 1 << 16)];
        while (reader.Remaining > 0)
        {
            Span<byte> part = block.AsSpan(0, (int)Math.Min(reader.Remaining, block.Length));
            reader.ReadBytes(part);
            writer.WriteBytes(part);
        }
    }

    private void CopyPoints<TField>(SectionWriter writer, PtauSection section)
        where TField : unmanaged, IGroupField<TField>
    {
        long count = CountIn(section);
        writer.Begin((uint)section, count * PointSize(section));
        for (long first = 0; first < count; first += PointsPerBlock)
        {
            writer.WritePoints<TField>(Read<TField>(section, first, (int)Math.Min(PointsPerBlock, count - first)));
        }
    }
}
