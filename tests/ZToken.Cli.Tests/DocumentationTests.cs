using System.CommandLine;
using System.Text.RegularExpressions;
using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>What the documents tell to type is a command, with options that it has.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string> Commands
    {
        get
        {
            IEnumerable<string> documents = Directory.EnumerateFiles(Requires.RepositoryRoot, "*.md")
                .Concat(Directory.EnumerateFiles(Path.Combine(Requires.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories));
            return [.. documents.SelectMany(path => Line().Matches(File.ReadAllText(path)).Select(match => match.Groups["arguments"].Value.Trim())).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_documents_exists_with_its_options(string commandLine)
    {
        string[] words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Command command = Cli.CommandLine.Root;
        int depth = 0;
        while (depth < words.Length && command.Subcommands.FirstOrDefault(child => child.Name == words[depth]) is { } child)
        {
            (command, depth) = (child, depth + 1);
        }

        // What follows the command are its arguments; a group of commands has none.
        Assert.True(depth == words.Length || command.Subcommands.Count == 0 || !Word().IsMatch(words[depth]), $"'{words[Math.Min(depth, words.Length - 1)]}' is no command of 'ztoken {string.Join(' ', words[..depth])}'.");
        string[] options = [.. command.Options.Select(option => option.Name).Concat(Cli.CommandLine.Root.Options.Where(option => option.Recursive).Select(option => option.Name))];
        Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(option.Split('=')[0].TrimEnd(',', ';', '.', ')'), options));
    }

    /// <summary>Lines of code blocks, and code within sentences, that call the command.</summary>
    [GeneratedRegex(@"(?m)(?:^|`)(?:[A-Z_]+=\S+ )*(?:ztoken|dotnet run -c Release --project src/ZToken\.Cli --) (?<arguments>[^#`\n|>]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex("^[a-z][a-z-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
