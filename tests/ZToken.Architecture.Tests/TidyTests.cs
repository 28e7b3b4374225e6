using System.Text.RegularExpressions;
using ZToken.Testing;

namespace ZToken.Architecture.Tests;

/// <summary>The rules of the house that no analyzer knows.</summary>
public partial class TidyTests
{
    private const int LongestFile = 400;
    private const int FilesWithoutReadme = 3;

    /// <summary>A generator is one file, most of it the text that it writes.</summary>
    private static bool MayBeLong(string path) => path.EndsWith(".g.cs", StringComparison.Ordinal) || path.StartsWith("eng/", StringComparison.Ordinal);

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        string[] tooLong = [.. SourceFiles.All("*.cs").Where(path => !MayBeLong(path) && SourceFiles.Read(path).Count('\n') > LongestFile)];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_to_do_in_the_sources()
    {
        string[] unfinished = [.. SourceFiles.Below("src", "*.cs").Concat(SourceFiles.Below("circuits", "*.cs")).Where(path => Unfinished().IsMatch(SourceFiles.Read(path)))];
        Assert.Empty(unfinished);
    }

    [Fact]
    public void Every_folder_of_several_sources_is_described_in_a_readme()
    {
        string[] undescribed = [.. SourceFiles.Below("src", "*.cs").Concat(SourceFiles.Below("circuits", "*.cs")).GroupBy(path => path[..path.LastIndexOf('/')])
            .Where(folder => folder.Count() > FilesWithoutReadme && !IsDescribed(folder.Key)).Select(folder => folder.Key)];
        Assert.Empty(undescribed);
    }

    [Fact]
    public void No_document_is_empty() => Assert.DoesNotContain(SourceFiles.All("*.md"), path => SourceFiles.Read(path).Length == 0);

    [Fact]
    public void Links_between_documents_lead_to_files()
    {
        IEnumerable<string> broken = from path in SourceFiles.All("*.md")
                                     from Match link in Link().Matches(SourceFiles.Read(path))
                                     let target = Path.Combine(Requires.RepositoryRoot, Path.GetDirectoryName(path)!, link.Groups["target"].Value)
                                     where !Path.Exists(target)
                                     select path + " -> " + link.Groups["target"].Value;
        Assert.Empty(broken);
    }

    [Fact]
    public void Scripts_and_projects_that_documents_tell_to_run_exist()
    {
        IEnumerable<string> absent = from path in SourceFiles.All("*.md")
                                     from Match command in RunnablePath().Matches(SourceFiles.Read(path))
                                     where !Path.Exists(Path.Combine(Requires.RepositoryRoot, command.Groups["path"].Value))
                                     select path + " -> " + command.Groups["path"].Value;

        Assert.Empty(absent);
    }

    [Fact]
    public void No_file_knows_whose_machine_it_was_written_on()
    {
        string[] patterns = ["*.cs", "*.md", "*.json", "*.csproj", "*.props", "*.targets", "*.sh", "run", "*.mjs", "*.txt", ".npmrc"];
        string[] telling = [.. patterns.SelectMany(SourceFiles.All).Where(path => SomebodysFolder().IsMatch(SourceFiles.Read(path)))];
        Assert.Empty(telling);
    }

    [Fact]
    public void Lock_files_pin_versions_and_hashes_but_no_registry()
    {
        string[] bound = [.. SourceFiles.All("package*lock*.json").Where(path => SourceFiles.Read(path).Contains("\"resolved\": \"http", StringComparison.Ordinal))];
        Assert.Empty(bound);
    }

    /// <summary>A folder has a README of its own, or a line in that of the folder above.</summary>
    private static bool IsDescribed(string folder)
    {
        string above = Path.Combine(Requires.RepositoryRoot, folder, "..", "README.md");
        return File.Exists(Path.Combine(Requires.RepositoryRoot, folder, "README.md"))
            || (File.Exists(above) && File.ReadAllText(above).Contains($"`{Path.GetFileName(folder)}`", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\]\((?!https?://|#|mailto:)(?<target>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.-])(?<path>(eng|benchmarks|src|tests|\.ci)/[\w./-]*\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunnablePath();

    [GeneratedRegex("""(?<=[\s"'`(=:])/(home|root|Users|work)/\w""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SomebodysFolder();
}
