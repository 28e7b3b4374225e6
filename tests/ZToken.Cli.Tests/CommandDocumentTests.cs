using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>docs/cli.md against the command: every line parses, every command and exit code is there.</summary>
public partial class CommandDocumentTests
{
    private static readonly string document = File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "docs", "cli.md"));

    public static TheoryData<string> Lines => LinesOf(document);

    public static TheoryData<string> LinesOfTheAuditorsGuide => LinesOf(File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "docs", "audit.md")));

    [Theory]
    [MemberData(nameof(Lines))]
    [MemberData(nameof(LinesOfTheAuditorsGuide))]
    public void A_documented_line_parses(string line)
    {
        ParseResult result = CommandLine.Root.Parse(line);
        Assert.True(result.Errors.Count == 0 || line.EndsWith("--help", StringComparison.Ordinal), string.Join('\n', result.Errors.Select(error => error.Message)));
        Assert.Empty(result.UnmatchedTokens);
        Assert.Empty(result.CommandResult.Command.Subcommands);
    }

    [Fact]
    public void Every_command_is_documented()
    {
        string[] documented = [.. Lines.Select(row => PathOf(CommandLine.Root.Parse(row.Data).CommandResult))];
        Assert.Empty(Leaves(CommandLine.Root, []).Except(documented, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_that_answers_as_json_has_its_shape_documented()
    {
        string[] shaped = [.. JsonShape().Matches(document).Select(match => match.Groups["command"].Value)];
        // What bench and demo measure is a report, for docs/performance.md and docs/demo.md, and no answer that scripts go on with.
        string[] answering = [.. Leaves(CommandLine.Root, []).Where(path => !path.StartsWith("bench ", StringComparison.Ordinal) && path != "demo" && CommandLine.Root.Parse(path).CommandResult.Command.Options.Any(option => option.Name == "--json"))];
        Assert.Equal(answering.Order(StringComparer.Ordinal), shaped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_exit_codes_are_those_of_the_table()
    {
        (int, string)[] documented = [.. ExitCodeRow().Matches(document).Select(match => (int.Parse(match.Groups["code"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups["name"].Value))];
        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => ((int)code, code.ToString())), documented);
    }

    private static TheoryData<string> LinesOf(string text) => [.. DocumentedLine().Matches(text).Select(match => match.Groups["arguments"].Value.Trim()).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Leaves(Command command, string[] above) => command.Subcommands.Count == 0
        ? [string.Join(' ', above)]
        : command.Subcommands.SelectMany(child => Leaves(child, [.. above, child.Name]));

    private static string PathOf(CommandResult result) => result.Parent is CommandResult { Parent: not null } parent ? PathOf(parent) + " " + result.Command.Name : result.Command.Name;

    /// <summary>A line of a code block that calls the command, up to its comment.</summary>
    [GeneratedRegex(@"(?m)^(?:source <\()?ztoken (?<arguments>[^#`\n|)]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DocumentedLine();

    /// <summary>The name of a shape, before its block.</summary>
    [GeneratedRegex(@"(?m)(?<=^[^\n]*)`ztoken (?<command>[a-z ]+) --json`(?=[^\n]*:\n\n```json)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonShape();

    [GeneratedRegex(@"(?m)^\| (?<code>\d+) \| (?<name>\w+) \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExitCodeRow();
}
