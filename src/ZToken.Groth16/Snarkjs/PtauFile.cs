using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The result of a ceremony's first phase, the powers of a secret tau, as snarkjs keeps it: a file <c>.ptau</c>.</summary>
/// <remarks>
/// Section 1: u32 bytes of an element of Fp, the prime, u32 power, u32 power of the ceremony that this was cut from. The lists
/// of <see cref="PtauSection"/>, of which those of Lagrange points come with the preparation of the second phase. 7: the
/// contributions, which are kept as bytes. Such files take up to gigabytes, so points are read when asked for. Not safe for
/// use by several threads.
/// </remarks>
public sealed partial class PtauFile : IDisposable
{
    /// <summary>The largest power: the prepared file's largest domain is that of twice the size.</summary>
    public const int MaxPower = EvaluationDomain.MaxLogSize - 1;

    private const uint HeaderSection = 1;
    private const uint ContributionSection = 7;

    private static readonly PtauSection[] preparedSections =
        [PtauSection.LagrangeTauG1, PtauSection.LagrangeTauG2, PtauSection.LagrangeAlphaTauG1, PtauSection.LagrangeBetaTauG1];

    private static readonly FileLayout layout = new("ptau", 1, new Dictionary<uint, string>
    {
        [HeaderSection] = "header",
        [(uint)PtauSection.TauG1] = "powers of tau in G1",
        [(uint)PtauSection.TauG2] = "powers of tau in G2",
        [(uint)PtauSection.AlphaTauG1] = "powers of tau times alpha",
        [(uint)PtauSection.BetaTauG1] = "powers of tau times beta",
        [(uint)PtauSection.BetaG2] = "beta in G2",
        [ContributionSection] = "contributions",
        [(uint)PtauSection.LagrangeTauG1] = "Lagrange points in G1",
        [(uint)PtauSection.LagrangeTauG2] = "Lagrange points in G2",
        [(uint)PtauSection.LagrangeAlphaTauG1] = "Lagrange points times alpha",
        [(uint)PtauSection.LagrangeBetaTauG1] = "Lagrange points times beta",
    });

    private readonly Stream stream;
    private readonly SectionedFile file;

    private PtauFile(Stream stream)
    {
        this.stream = stream;
        file = new SectionedFile(stream, layout);
        SectionReader header = file.Open(HeaderSection);
        header.RequirePrime<Fp>("the base field");
        Power = header.ReadCount("the power", MaxPower);
        CeremonyPower = header.ReadCount("the power of the ceremony", 64);
        header.RequireEnd();
        if (CeremonyPower < Power)
        {
            throw header.Error($"a file of 2^{Power} cannot be cut from a ceremony of 2^{CeremonyPower}");
        }

        IsPrepared = file.Has((uint)PtauSection.LagrangeTauG1);
        foreach (PtauSection section in Enum.GetValues<PtauSection>())
        {
            if (IsPrepared || !preparedSections.Contains(section))
            {
                file.Open((uint)section).RequireRemaining(CountIn(section) * PointSize(section), $"{CountIn(section)} points");
            }
            else if (file.Has((uint)section))
            {
                throw layout.Error((uint)section, "is here without the other Lagrange points");
            }
        }

        _ = file.Open(ContributionSection);
    }

    /// <summary>n is two to this power.</summary>
    public int Power { get; }

    /// <summary>The power of the ceremony that this file was cut from.</summary>
    public int CeremonyPower { get; }

    /// <summary>Whether the Lagrange points for the second phase are there.</summary>
    public bool IsPrepared { get; }

    /// <summary>Opens a file and checks its table of sections; the points are checked when they are read.</summary>
    /// <exception cref="MalformedFileException">The file is not one.</exception>
    public static PtauFile Open(string path)
    {
        FileStream opened = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            return new PtauFile(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream that can seek; disposing of the file disposes of the stream.</summary>
    /// <exception cref="MalformedFileException">The stream is not one.</exception>
    public static PtauFile Open(Stream stream) => new(stream);

    /// <summary>Points of a list in G1.</summary>
    /// <exception cref="MalformedFileException">One of them is not on the curve.</exception>
    public G1Affine[] ReadG1(PtauSection section, long first, int count) => Read<Fp>(section, first, count);

    /// <summary>Points of a list in G2.</summary>
    /// <exception cref="MalformedFileException">One of them is not on the curve.</exception>
    public G2Affine[] ReadG2(PtauSection section, long first, int count) => Read<Fp2>(section, first, count);

    /// <summary>The Lagrange points of the domain of 2^<paramref name="logSize"/> elements in G1.</summary>
    /// <exception cref="InvalidOperationException">The file is not prepared, or not for this domain.</exception>
    public G1Affine[] ReadLagrangeG1(PtauSection section, int logSize) => ReadLagrange<Fp>(section, logSize);

    /// <summary>The Lagrange points of the domain of 2^<paramref name="logSize"/> elements in G2.</summary>
    /// <exception cref="InvalidOperationException">The file is not prepared, or not for this domain.</exception>
    public G2Affine[] ReadLagrangeG2(int logSize) => ReadLagrange<Fp2>(PtauSection.LagrangeTauG2, logSize);

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private AffinePoint<TField>[] ReadLagrange<TField>(PtauSection section, int logSize)
        where TField : unmanaged, IGroupField<TField>
    {
        int largest = section == PtauSection.LagrangeTauG1 ? Power + 1 : Power;
        if (!IsPrepared || logSize > largest)
        {
            throw new InvalidOperationException(
                IsPrepared ? $"These powers of tau reach to domains of 2^{largest}, not 2^{logSize}." : "These powers of tau are not prepared for phase 2.");
        }

        return Read<TField>(section, (1L << logSize) - 1, 1 << logSize);
    }

    private AffinePoint<TField>[] Read<TField>(PtauSection section, long first, int count)
        where TField : unmanaged, IGroupField<TField>
    {
        int size = Group<TField>.UncompressedSizeInBytes;
        return PointSize(section) == size
            ? file.OpenAt((uint)section, first * size, (long)count * size).ReadPoints<TField>(count)
            : throw new ArgumentException($"The points of {section} lie in the other group.", nameof(section));
    }

    private long CountIn(PtauSection section) => section switch
    {
        PtauSection.TauG1 => (2L << Power) - 1,
        PtauSection.BetaG2 => 1,
        PtauSection.LagrangeTauG1 => (4L << Power) - 1,
        PtauSection.LagrangeTauG2 or PtauSection.LagrangeAlphaTauG1 or PtauSection.LagrangeBetaTauG1 => (2L << Power) - 1,
        _ => 1L << Power,
    };

    private static int PointSize(PtauSection section) =>
        section is PtauSection.TauG2 or PtauSection.BetaG2 or PtauSection.LagrangeTauG2 ? G2.UncompressedSizeInBytes : G1.UncompressedSizeInBytes;
}
