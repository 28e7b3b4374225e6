using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>Where libblst may be: the file that ZTOKEN_BLST names, the application's own folder, the system's folders of libraries.</summary>
/// <remarks>
/// Only whole paths are tried, so that neither the working directory nor a search path that leads there can bring in a file that
/// anybody may have put there. A file that ZTOKEN_BLST names is the only candidate.
/// </remarks>
internal sealed class BlstSearch(string? named, IReadOnlyList<string> folders)
{
    /// <summary>The variable that names the library.</summary>
    public const string Variable = "ZTOKEN_BLST";

    private static string FileName =>
        OperatingSystem.IsWindows() ? "blst.dll" : OperatingSystem.IsMacOS() ? "libblst.dylib" : "libblst.so";

    public static BlstSearch FromEnvironment() => new(
        Environment.GetEnvironmentVariable(Variable),
        [
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            Path.Combine(AppContext.BaseDirectory, "runtimes", PortableRuntimeIdentifier, "native"),
            .. SystemFolders,
        ]);

    private static string PortableRuntimeIdentifier
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static string[] SystemFolders
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return [Environment.SystemDirectory];
            }

            if (OperatingSystem.IsMacOS())
            {
                return ["/usr/local/lib", "/opt/homebrew/lib", "/usr/lib"];
            }

            // Debian's folders carry the processor's name.
            string processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
            return ["/usr/local/lib", $"/usr/lib/{processor}", "/usr/lib64", "/usr/lib"];
        }
    }

    /// <summary>The files that are tried, in this order.</summary>
    public IReadOnlyList<string> Candidates => string.IsNullOrEmpty(named) ? [.. folders.Select(folder => Path.Combine(folder, FileName))] : [named];

    /// <summary>The first library that is there and works.</summary>
    /// <param name="problem">Otherwise, why there is none.</param>
    public BlstLibrary? TryFind(out string problem)
    {
        problem = "no libblst was found in the application's folder or the system's";
        if (!string.IsNullOrEmpty(named) && !Path.IsPathFullyQualified(named))
        {
            problem = $"{Variable}={named} is not an absolute path";
            return null;
        }

        foreach (string candidate in Candidates.Where(Path.IsPathFullyQualified))
        {
            if (!File.Exists(candidate))
            {
                problem = string.IsNullOrEmpty(named) ? problem : $"{Variable}={named} does not exist";
                continue;
            }

            if (BlstLibrary.TryLoad(candidate, out string defect) is { } library)
            {
                return library;
            }

            problem = defect;
        }

        return null;
    }
}
