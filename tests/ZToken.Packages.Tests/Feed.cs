using System.Globalization;
using System.Security.Cryptography;
using ZToken.Testing;

namespace ZToken.Packages.Tests;

/// <summary>All packages in a folder of their own, packed once for all tests under a version that nobody has used.</summary>
public sealed class Feed : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("ztoken-packages-").FullName;

    /// <summary>The version of all packages.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The package files.</summary>
    public IReadOnlyList<PackageFile> Packages { get; private set; } = [];

    /// <summary>The folders whose projects are to be packed.</summary>
    internal static IEnumerable<string> ShippedProjects =>
        new[] { "src", "circuits" }.SelectMany(above => Directory.EnumerateDirectories(Path.Combine(Requires.RepositoryRoot, above)));

    private string PackageFolder => Path.Combine(root, "feed");

    /// <summary>Packs what was built. The checkout gets nothing by it but caches of the build under obj.</summary>
    public async ValueTask InitializeAsync()
    {
        string suffix = "test." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        // The configuration of these tests is that of the libraries: the folder above the framework's.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        _ = await new Dotnet(Requires.RepositoryRoot, UsersPackages).RunAsync(
            "pack", "--no-build", "-c", configuration, "-o", PackageFolder, "--version-suffix", suffix, "-nodeReuse:false",
            "-p:PublishDir=" + Path.Combine(root, "tool") + "/", "-p:NuspecOutputPath=" + Path.Combine(root, "nuspec") + "/");
        Packages = [.. Directory.EnumerateFiles(PackageFolder).Order(StringComparer.Ordinal).Select(path => new PackageFile(path))];
        Version = Packages[0].Version;
        Assert.EndsWith(suffix, Version, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(root, "nuget.config"), string.Create(CultureInfo.InvariantCulture, $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{PackageFolder}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="restored" value="{UsersPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """));
    }

    /// <summary>Copies a program out of the checkout, beside a nuget.config that knows these packages and what the solution was restored with, and no feed.</summary>
    /// <param name="name">Its folder below tests/packages.</param>
    internal Dotnet CopyProgram(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Requires.RepositoryRoot, "tests", "packages", name)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return In(folder);
    }

    /// <summary>The SDK in an empty folder beside the packages.</summary>
    /// <param name="name">The folder's name.</param>
    internal Dotnet EmptyFolder(string name, out string folder)
    {
        folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        return In(folder);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string UsersPackages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private Dotnet In(string folder) => new(folder, Path.Combine(root, "cache"));
}
