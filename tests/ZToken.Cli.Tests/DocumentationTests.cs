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
            return [.. documents.SelectMany(path => CommandLine().Matches(File.ReadAllText(path)).Select(match => match.Groups["arguments"].Value.Trim())).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_documents_exists_with_its_options(string commandLine)
    {
        string[] words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] command = [.. words.TakeWhile(word => !word.StartsWith('-')).Where(word => Word().IsMatch(word))];
        ZTokenProcess.Result help = HelpOf(command);

        Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains(option, help.Output, StringComparison.Ordinal));
    }

    /// <summary>The help of the longest beginning of the words that is a command: what follows are its arguments. Without words that of <c>ztoken</c> itself.</summary>
    private static ZTokenProcess.Result HelpOf(string[] words)
    {
        if (words.Length == 0)
        {
            return ZTokenProcess.Run("--help");
        }

        string usage = "";
        for (int length = words.Length; length > 0; length--)
        {
            ZTokenProcess.Result help = ZTokenProcess.Run([.. words[..length], "--help"]);
            usage = help.Output;
            if (help.ExitCode == 0 && help.Output.Contains($"ztoken {string.Join(' ', words[..length])}", StringComparison.Ordinal))
            {
                return help;
            }
        }

        Assert.Fail($"'ztoken {string.Join(' ', words)}' is no command:\n{usage}");
        return null!;
    }

    /// <summary>Lines of code blocks, and code within sentences, that call the command.</summary>
    [GeneratedRegex(@"(?m)(?:^|`)(?:[A-Z_]+=\S+ )*(?:ztoken|dotnet run -c Release --project src/ZToken\.Cli --) (?<arguments>[^#`\n|>]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandLine();

    [GeneratedRegex("^[a-z][a-z-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
