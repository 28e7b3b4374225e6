using Xunit;

namespace ZToken.Testing;

/// <summary>Parts of a source file that a document shows: between the lines <c>// snippet: name</c> and <c>// end of name</c>.</summary>
public static class MarkedSource
{
    /// <summary>The parts, one after the other with an empty line between them, as a block of Markdown, at the left margin.</summary>
    /// <param name="path">The file's path in the checkout.</param>
    /// <param name="names">The parts' names, each of which the file has once.</param>
    public static string ToMarkdown(string path, params string[] names)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Requires.RepositoryRoot, path));
        return $"```csharp\n{string.Join('\n', names.Select(name => Read(lines, path, name)))}```\n";
    }

    private static string Read(string[] lines, string path, string name)
    {
        int first = IndexOf(lines, path, $"// snippet: {name}"), last = IndexOf(lines, path, $"// end of {name}");
        Assert.True(first < last - 1, $"{path} has nothing between the beginning and the end of '{name}'.");
        string[] part = lines[(first + 1)..last];
        int margin = part.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(part.Select(line => (line.Length == 0 ? "" : line[margin..]) + "\n"));
    }

    private static int IndexOf(string[] lines, string path, string mark)
    {
        int[] found = [.. lines.Index().Where(line => line.Item.Trim() == mark).Select(line => line.Index)];
        Assert.True(found.Length == 1, $"{path} has the line '{mark}' {found.Length} times, not once.");
        return found[0];
    }
}
