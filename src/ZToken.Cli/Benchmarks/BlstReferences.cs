using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary>blst's own work, which ours is compared with: always its code, whatever backend ours runs with.</summary>
/// <param name="library">The library.</param>
internal sealed class BlstReferences(BlstLibrary library)
{
    private const int LogPoints = 15, PairsOfUnpreparedCheck = 4;

    private static readonly ComputeOptions twoThreads = new() { Threads = 2 };

    private readonly Lazy<Reference> sumG1 = new(() => Sum<Fp>(library, "G1"));
    private readonly Lazy<Reference> sumG2 = new(() => Sum<Fp2>(library, "G2"));
    private readonly Lazy<Reference> pairings = new(() => Product(library));

    /// <summary>The yardstick: blst's Pippenger over 2^15 points of G1 on two threads, half the points each.</summary>
    public Reference SumG1 => sumG1.Value;

    /// <summary>The same in G2.</summary>
    public Reference SumG2 => sumG2.Value;

    /// <summary>blst's product of four pairings with one final exponentiation: a proof's check in which nothing is prepared.</summary>
    public Reference FourPairings => pairings.Value;

    /// <summary>blst where it is found: as the engine finds it, or in the checkout that this program was built from.</summary>
    /// <param name="absence">Otherwise, what is missing and how to get it.</param>
    public static BlstReferences? TryFind(out string absence)
    {
        absence = "";
        string problem = "ZTOKEN_BLST names none, and none is beside the program, in the system or in the checkout";
        BlstLibrary? library = Backend.Current.Blst;
        foreach (string path in Candidates())
        {
            library ??= File.Exists(path) ? BlstLibrary.TryLoad(path, out problem) : null;
        }

        if (library is not null)
        {
            return new BlstReferences(library);
        }

        absence = $"No ratios: libblst was not found ({problem}). In a checkout: npm ci --prefix tests/peers && eng/native/build-blst.sh, and run this again.";
        return null;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("ZTOKEN_BLST") is string named && Path.IsPathFullyQualified(named))
        {
            yield return named;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ZToken.sln")))
            {
                yield return Path.Combine(folder.FullName, "eng", "native", "out", OperatingSystem.IsMacOS() ? "libblst.dylib" : "libblst.so");
            }
        }
    }

    private static Reference Sum<TField>(BlstLibrary library, string group)
        where TField : unmanaged, IGroupField<TField>
    {
        RandomSource random = SampleValues.Random("reference " + group);
        AffinePoint<TField>[] points = SampleValues.Points<TField>(1 << LogPoints, random);
        Fr[] scalars = SampleValues.Scalars(1 << LogPoints, random);
        return new Reference($"blst's sum of 2^{LogPoints} points of {group} on 2 threads", () => library.SumVarTime<TField>(points, scalars, twoThreads));
    }

    private static Reference Product(BlstLibrary library)
    {
        RandomSource random = SampleValues.Random("reference pairings");
        G1Affine[] ps = SampleValues.Points<Fp>(PairsOfUnpreparedCheck, random);
        G2Affine[] qs = SampleValues.Points<Fp2>(PairsOfUnpreparedCheck, random);
        (G1Affine P, G2Affine Q)[] pairs = [.. ps.Zip(qs)];
        return new Reference("blst's product of 4 pairings", () => library.Product(pairs));
    }
}
