using System.Text.RegularExpressions;
using ZToken.Cli;
using ZToken.Testing;

namespace ZToken.EndToEnd.Tests;

/// <summary>The README's first table, the test that it is about and the demonstration tell the same story.</summary>
public sealed partial class StoryTableTests
{
    private const int MostLines = 80;
    private const string Heading = "| A payment | |";

    private static readonly (string, string)[] rows = [.. StoryRow.All.Select(row => (row.Name, row.File))];

    [Fact]
    public void The_rows_of_the_readme_are_those_of_the_demonstration()
    {
        string readme = File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "README.md"));
        string table = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.Equal(StoryRow.All.Select(row => (row.Name, row.File, row.What)), ReadmeRow().Matches(table).Select(row => (row.Groups["name"].Value, row.Groups["file"].Value, row.Groups["what"].Value)));
    }

    [Fact]
    public void The_story_in_code_goes_through_the_same_rows_in_at_most_80_lines()
    {
        string[] story = File.ReadAllLines(Path.Combine(Requires.RepositoryRoot, "tests", "ZToken.EndToEnd.Tests", nameof(PaymentStory) + ".cs"));
        Assert.InRange(story.Length, 1, MostLines);
        Assert.Equal(rows, story.Select(line => CodeRow().Match(line)).Where(row => row.Success).Select(row => (row.Groups["name"].Value, row.Groups["file"].Value)));
    }

    [Fact]
    public void Each_row_has_a_file_of_its_own()
    {
        Assert.Equal(rows.Length, rows.Distinct().Count());
        Assert.All(StoryRow.All, row => Assert.True(File.Exists(Path.Combine(Requires.RepositoryRoot, row.File)), row.File));
    }

    [GeneratedRegex(@"^\| \[(?<name>\w+)\]\((?<file>[\w./-]+)\) \| (?<what>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex(@"^ *// (?<name>\w+): (?<file>\S+)$")]
    private static partial Regex CodeRow();
}
