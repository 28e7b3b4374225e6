using System.Text.RegularExpressions;
using ZToken.Testing;

namespace ZToken.Architecture.Tests;

/// <summary>Every package is under a licence that a bank's lawyers have seen before; a new one is a deliberate line here.</summary>
/// <remarks>The notices are known to be complete by <see cref="GeneratedFileTests.Notices_are_up_to_date"/>.</remarks>
public partial class LicenceTests
{
    private static readonly HashSet<string> Permissive = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MS-PL", "MS-PL OR Apache-2.0", "0BSD"];

    /// <summary>snarkjs and ethereumjs and their parts are run as programs of their own by tests and are neither linked nor distributed.</summary>
    private static readonly HashSet<string> RunByTestsOnly = [.. Permissive, "MIT OR Apache-2.0", "GPL-3.0", "MPL-2.0"];

    [Fact]
    public void Shipped_packages_are_under_permissive_licences() => AssertAllowed("## Shipped with ZToken", Permissive, mayBeEmpty: true);

    [Fact]
    public void Packages_of_build_and_tests_are_under_permissive_licences() => AssertAllowed("## Used to build and test, not shipped", Permissive);

    [Fact]
    public void Peers_are_under_known_licences() => AssertAllowed("## Peers", RunByTestsOnly);

    private static void AssertAllowed(string heading, HashSet<string> allowed, bool mayBeEmpty = false)
    {
        string text = File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "THIRD-PARTY-NOTICES.md"));
        string section = text.Split("\n## ").Single(part => ("## " + part).Contains(heading, StringComparison.Ordinal));
        string[] rows = [.. section.Split('\n').Where(line => Row().IsMatch(line)).Skip(1)];

        Assert.True(mayBeEmpty || rows.Length > 0, $"no table below '{heading}'");
        Assert.All(rows, row => Assert.Contains(Row().Match(row).Groups["licence"].Value, allowed));
    }

    [GeneratedRegex(@"^\| (?!---)[^|]+ \| [^|]+ \| (?<licence>[^|]+) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
