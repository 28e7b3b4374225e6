namespace ZToken.Packages.Tests;

/// <summary>What is packed, tested as those have it who never see the checkout.</summary>
public class PackageTests(Feed feed) : IClassFixture<Feed>
{
    private const string Tool = "ztoken";

    private IEnumerable<PackageFile> Libraries => feed.Packages.Where(package => package.Id != Tool);

    [Fact]
    public void Every_library_and_the_command_are_packed_and_nothing_else()
    {
        IEnumerable<string> projects = Feed.ShippedProjects.Select(folder => Path.GetFileName(folder)!).Select(name => name == "ZToken.Cli" ? Tool : name);

        Assert.Equal(projects.Order(StringComparer.Ordinal), feed.Packages.Select(package => package.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_say_what_they_are_under_which_licence_and_how_to_start() => Assert.All(feed.Packages, package =>
    {
        Assert.True(package["description"]!.Length > 20, package["description"]);
        Assert.Equal("Apache-2.0", package["license"]);
        string readme = package.ReadText(package["readme"]!);
        Assert.StartsWith("# ", readme, StringComparison.Ordinal);
        Assert.DoesNotContain("](../", readme, StringComparison.Ordinal);
    });

    [Fact]
    public void Libraries_carry_their_documentation_and_their_symbols() => Assert.All(Libraries, package =>
    {
        Assert.Contains($"lib/net10.0/{package.Id}.xml", package.Files);
        Assert.NotEmpty(package.SourcesIn($"lib/net10.0/{package.Id}.dll"));
    });

    [Fact]
    public void Symbols_name_no_folder_of_the_machine_that_built_them()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "only what is built with CI=true forgets where it was built");
        Assert.All(Libraries, package => Assert.All(package.SourcesIn($"lib/net10.0/{package.Id}.dll"), source => Assert.StartsWith("/_/", source, StringComparison.Ordinal)));
    }

    [Fact]
    public void Packages_need_their_siblings_in_their_own_version_and_no_tool_of_the_build() => Assert.All(Libraries, package =>
    {
        Assert.All(package.Dependencies.Where(dependency => dependency.Id.StartsWith("ZToken.", StringComparison.Ordinal)), dependency => Assert.Equal(feed.Version, dependency.Version));
        Assert.DoesNotContain(package.Dependencies, dependency => dependency.Id.Contains("Analyzer", StringComparison.Ordinal));
        Assert.DoesNotContain(package.Files, file => file.StartsWith("analyzers/", StringComparison.Ordinal) || file.StartsWith("build", StringComparison.Ordinal));
    });

    [Fact]
    public void The_tool_brings_the_licences_of_what_it_carries()
    {
        PackageFile tool = feed.Packages.Single(package => package.Id == Tool);

        Assert.Contains("LICENSE", tool.Files);
        Assert.Contains("THIRD-PARTY-NOTICES.md", tool.Files);
    }

    [Fact]
    public async Task A_program_outside_of_the_checkout_pays_with_the_packages()
    {
        Dotnet dotnet = feed.CopyProgram("Bank");
        _ = await dotnet.RunAsync("build", "-o", "built", "-nodeReuse:false", "-p:ZTokenVersion=" + feed.Version);
        string output = await dotnet.RunAsync("exec", "built/Bank.dll");

        Assert.Contains("shield Final, payment Final", output, StringComparison.Ordinal);
        Assert.EndsWith("balances: 379.50 and 120.50", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_installs_as_a_tool_and_runs()
    {
        Dotnet dotnet = feed.EmptyFolder("with-tool", out string folder);
        _ = await dotnet.RunAsync("tool", "install", Tool, "--version", feed.Version, "--tool-path", "tools");
        string output = await dotnet.RunProgramAsync(Path.Combine(folder, "tools", Tool), "info");

        Assert.Contains("backend", output, StringComparison.Ordinal);
    }
}
