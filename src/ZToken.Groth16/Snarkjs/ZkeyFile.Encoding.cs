using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <content>
/// Section 1: u32 1 for Groth16. 2: sizes and values of both primes, u32 wires, public inputs, domain, then alpha (G1), beta
/// (G1, G2), gamma (G2), delta (G1, G2). 3: points of the inputs. 4: entries of A and B, the value v as v 2^512.
/// 5: A. 6: B in G1. 7: B in G2. 8: C. 9: H. 10: circuit hash and contributions. Points lie as in memory.
/// </content>
public sealed partial class ZkeyFile
{
    private const uint ProtocolSection = 1;
    private const uint HeaderSection = 2;
    private const uint InputSection = 3;
    private const uint CoefficientSection = 4;
    private const uint ASection = 5;
    private const uint B1Section = 6;
    private const uint B2Section = 7;
    private const uint CSection = 8;
    private const uint HSection = 9;
    private const uint ContributionSection = 10;
    private const uint Groth16 = 1;
    private const int CircuitHashSize = 64;
    private const int CoefficientSize = 12 + Fr.SizeInBytes;

    // The order in which snarkjs writes a key before its first contribution; later it writes the sections in ascending order.
    private static readonly uint[] newOrder =
        [ProtocolSection, HeaderSection, CoefficientSection, InputSection, HSection, CSection, ASection, B1Section, B2Section, ContributionSection];

    private static readonly uint[] contributedOrder = [.. newOrder.Order()];

    private static readonly FileLayout layout = new("zkey", 1, new Dictionary<uint, string>
    {
        [ProtocolSection] = "protocol",
        [HeaderSection] = "header",
        [InputSection] = "points of the inputs",
        [CoefficientSection] = "coefficients",
        [ASection] = "query A",
        [B1Section] = "query B in G1",
        [B2Section] = "query B in G2",
        [CSection] = "query C",
        [HSection] = "query H",
        [ContributionSection] = "contributions",
    });

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedFileException">The file is not one.</exception>
    public static ZkeyFile Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Read(stream);
    }

    /// <summary>Reads a stream that can seek, to its end.</summary>
    /// <exception cref="MalformedFileException">The stream is not one.</exception>
    public static ZkeyFile Read(Stream stream)
    {
        SectionedFile file = new(stream, layout);
        SectionReader protocol = file.Open(ProtocolSection);
        if (protocol.ReadUInt32() != Groth16)
        {
            throw protocol.Error("is not Groth16");
        }

        protocol.RequireEnd();
        SectionReader header = file.Open(HeaderSection);
        header.RequirePrime<Fp>("the base field");
        header.RequirePrime<Fr>("the scalar field");
        int wires = header.ReadCount("the number of wires", int.MaxValue);
        int inputs = header.ReadCount("the number of public inputs", Math.Min(wires - 1L, VerifyingKey.MaxInputCount));
        int domain = header.ReadCount("the size of the domain", 1 << EvaluationDomain.MaxLogSize);
        if (!BitOperations.IsPow2(domain) || domain < inputs + 1)
        {
            throw header.Error($"a domain of {domain} elements does not fit {inputs} public inputs, or is no power of two");
        }

        G1Affine alpha = header.ReadPoint<Fp>(), betaG1 = header.ReadPoint<Fp>();
        G2Affine beta = header.ReadPoint<Fp2>(), gamma = header.ReadPoint<Fp2>();
        G1Affine deltaG1 = header.ReadPoint<Fp>();
        G2Affine delta = header.ReadPoint<Fp2>();
        header.RequireEnd();
        (byte[] hash, List<Contribution> contributions) = ReadContributions(file.Open(ContributionSection));
        return new ZkeyFile
        {
            order = [.. file.Order],
            Alpha = alpha,
            BetaG1 = betaG1,
            Beta = beta,
            Gamma = gamma,
            DeltaG1 = deltaG1,
            Delta = delta,
            InputPoints = file.Open(InputSection).ReadPoints<Fp>(inputs + 1L),
            A = file.Open(ASection).ReadPoints<Fp>(wires),
            B1 = file.Open(B1Section).ReadPoints<Fp>(wires),
            B2 = file.Open(B2Section).ReadPoints<Fp2>(wires),
            C = file.Open(CSection).ReadPoints<Fp>(wires - inputs - 1L),
            H = file.Open(HSection).ReadPoints<Fp>(domain),
            Coefficients = ReadCoefficients(file.Open(CoefficientSection), wires, domain),
            CircuitHash = hash,
            Contributions = contributions,
        };
    }

    /// <summary>Reads bytes from outside.</summary>
    /// <returns>False where they are no such file.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ZkeyFile? file) => Bytes.TryRead(bytes, Read, out file);

    /// <summary>Writes the file; what was read is written as it was.</summary>
    public void Write(Stream stream)
    {
        SectionWriter writer = new(stream, layout, order.Length);
        foreach (uint section in order)
        {
            WriteSection(writer, section);
        }

        writer.End();
    }

    private static (byte[] Hash, List<Contribution> Contributions) ReadContributions(SectionReader reader)
    {
        byte[] hash = new byte[CircuitHashSize];
        reader.ReadBytes(hash);
        int count = reader.ReadCount("the number of contributions", reader.Remaining / ContributionEncoding.FixedSize);
        List<Contribution> contributions = new(count);
        for (int i = 0; i < count; i++)
        {
            contributions.Add(ContributionEncoding.Read(reader));
        }

        reader.RequireEnd();
        return (hash, contributions);
    }

    private static ZkeyCoefficient[] ReadCoefficients(SectionReader reader, int wires, int domain)
    {
        int count = reader.ReadCount("the number of coefficients", reader.Remaining / CoefficientSize);
        reader.RequireRemaining((long)count * CoefficientSize, $"{count} coefficients");
        Fr inverseRadix = Radix.Invert();
        ZkeyCoefficient[] coefficients = new ZkeyCoefficient[count];
        for (int i = 0; i < coefficients.Length; i++)
        {
            byte matrix = (byte)reader.ReadCount("a matrix", 1);
            int row = reader.ReadCount("a row", domain - 1L);
            int wire = reader.ReadCount("a wire", wires - 1L);
            coefficients[i] = new ZkeyCoefficient(matrix, row, wire, reader.ReadPlainScalar() * inverseRadix * inverseRadix);
        }

        return coefficients;
    }

    private void WriteSection(SectionWriter writer, uint section)
    {
        switch (section)
        {
            case ProtocolSection:
                writer.Begin(ProtocolSection, sizeof(uint));
                writer.WriteUInt32(Groth16);
                break;
            case HeaderSection:
                WriteHeader(writer);
                break;
            case InputSection:
                WritePoints(writer, section, InputPoints.Span);
                break;
            case CoefficientSection:
                WriteCoefficients(writer);
                break;
            case B2Section:
                WritePoints(writer, section, B2.Span);
                break;
            case ContributionSection:
                WriteContributions(writer);
                break;
            default:
                ReadOnlyMemory<G1Affine> query = section switch { ASection => A, B1Section => B1, CSection => C, _ => H };
                WritePoints(writer, section, query.Span);
                break;
        }
    }

    private static void WritePoints<TField>(SectionWriter writer, uint section, ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField>
    {
        writer.Begin(section, (long)points.Length * Group<TField>.UncompressedSizeInBytes);
        writer.WritePoints(points);
    }

    private void WriteHeader(SectionWriter writer)
    {
        writer.Begin(HeaderSection, 4 + Fp.SizeInBytes + 4 + Fr.SizeInBytes + 12 + (3L * G1.UncompressedSizeInBytes) + (3L * G2.UncompressedSizeInBytes));
        writer.WritePrime<Fp>();
        writer.WritePrime<Fr>();
        writer.WriteUInt32((uint)WireCount);
        writer.WriteUInt32((uint)PublicInputCount);
        writer.WriteUInt32((uint)DomainSize);
        writer.WritePoint(Alpha);
        writer.WritePoint(BetaG1);
        writer.WritePoint(Beta);
        writer.WritePoint(Gamma);
        writer.WritePoint(DeltaG1);
        writer.WritePoint(Delta);
    }

    private void WriteCoefficients(SectionWriter writer)
    {
        writer.Begin(CoefficientSection, sizeof(uint) + ((long)CoefficientSize * Coefficients.Length));
        writer.WriteUInt32((uint)Coefficients.Length);
        Fr radix = Radix;
        foreach (ref readonly ZkeyCoefficient entry in Coefficients.Span)
        {
            writer.WriteUInt32(entry.Matrix);
            writer.WriteUInt32((uint)entry.Row);
            writer.WriteUInt32((uint)entry.Wire);
            writer.WritePlainScalar(entry.Value * radix * radix);
        }
    }

    private void WriteContributions(SectionWriter writer)
    {
        writer.Begin(
            ContributionSection,
            CircuitHashSize + sizeof(uint) + Contributions.Sum(step => (long)ContributionEncoding.FixedSize + ContributionEncoding.ParameterSize(step)));
        writer.WriteBytes(CircuitHash.Span);
        writer.WriteUInt32((uint)Contributions.Count);
        foreach (Contribution contribution in Contributions)
        {
            ContributionEncoding.Write(writer, contribution);
        }
    }

    // 2^256, the radix of the Montgomery form: one as it lies in memory, read as a plain number.
    private static Fr Radix
    {
        get
        {
            Fr one = Fr.One;
            _ = Fr.TryReadLittleEndian(MemoryMarshal.AsBytes(new ReadOnlySpan<Fr>(in one)), out Fr radix);
            return radix;
        }
    }
}
