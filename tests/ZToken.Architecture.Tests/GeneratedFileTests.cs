using ZToken.Testing;

namespace ZToken.Architecture.Tests;

/// <summary>What a generator of <c>eng/</c> writes is what is committed: nobody edited the result, nobody forgot to run it.</summary>
public sealed class GeneratedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-generated-").FullName;

    /// <summary>Each folder with generated sources, and what writes them.</summary>
    public static TheoryData<string, string[]> Generators { get; } = new()
    {
        { "src/ZToken.Algebra/Fields", ["eng/fields/generate.cs"] },
        { "src/ZToken.Algebra/Fft", ["eng/fft/generate.cs"] },
        { "src/ZToken.Algebra/Lanes", ["eng/lanes/generate.cs", "eng/lanes/generate-rows.cs"] },
    };

    [Theory]
    [MemberData(nameof(Generators))]
    public void Committed_sources_are_what_the_generators_write(string committed, string[] generators)
    {
        foreach (string generator in generators)
        {
            Generate(generator, folder);
        }

        string[] expected = [.. Directory.EnumerateFiles(Path.Combine(Requires.RepositoryRoot, committed), "*.g.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.All(expected, name => Assert.Equal(
            File.ReadAllText(Path.Combine(Requires.RepositoryRoot, committed, name)), File.ReadAllText(Path.Combine(folder, name))));
    }

    [Fact]
    public void Generated_sources_lie_only_where_they_are_checked()
    {
        IEnumerable<string> known = Generators.Select(row => row.Data.Item1);
        string[] elsewhere = [.. SourceFiles.All("*.g.cs").Where(path => !known.Contains(path[..path.LastIndexOf('/')]))];
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Notices_are_up_to_date()
    {
        string written = Path.Combine(folder, "notices.md");
        Generate("eng/notices/generate.cs", Requires.RepositoryRoot, written);

        Assert.Equal(File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "THIRD-PARTY-NOTICES.md")), File.ReadAllText(written));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Generate(string generator, params string[] arguments)
    {
        (int exitCode, string output) = Requires.Run("dotnet", ["run", Path.Combine(Requires.RepositoryRoot, generator), "--", .. arguments]);
        Assert.True(exitCode == 0, $"{generator} ended with {exitCode}:\n{output}");
    }
}
