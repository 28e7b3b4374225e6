using System.Text.RegularExpressions;

namespace ZToken.Architecture.Tests;

/// <summary>The defences that docs/threat-model.md claims are shown by tests that exist under these names.</summary>
public partial class ThreatModelTests
{
    private const string Document = "docs/threat-model.md";

    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        HashSet<string> tests =
        [
            .. SourceFiles.Below("tests", "*Tests.cs").SelectMany(path => Test().Matches(SourceFiles.Read(path))).Select(match => match.Groups["name"].Value),
            .. SourceFiles.Below("contracts/test", "*.t.sol").SelectMany(path => ContractTest().Matches(SourceFiles.Read(path))).Select(match => match.Groups["name"].Value),
        ];
        string[] named = [.. NamedTest().Matches(SourceFiles.Read(Document)).Select(match => match.Groups["name"].Value)];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex(@"\[(Fact|Theory)[^\]]*\](\s*\[[^\n]*\])*\s*public (static )?(async )?(void|Task|ValueTask) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"function (test|testFuzz|invariant)_(?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContractTest();

    [GeneratedRegex(@"`(?<name>[A-Z][a-zA-Z0-9]*(_\w+){2,})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamedTest();
}
