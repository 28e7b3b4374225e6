using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Architecture.Tests;

/// <summary>blst from NuGet is one switch away where the registry has it, and nowhere else asked for.</summary>
public class BuildSwitchTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Only_the_switch_adds_the_package_of_blst_and_sets_the_lock_file_aside(string value, bool expected)
    {
        string project = Path.Combine(Requires.RepositoryRoot, "src", "ZToken.Algebra", "ZToken.Algebra.csproj");
        (int exitCode, string output) = Requires.Run("dotnet", "msbuild", project, "-getItem:PackageReference", "-getProperty:RestorePackagesWithLockFile", "-p:UseNethermindBls=" + value);
        Assert.True(exitCode == 0, output);

        using JsonDocument json = JsonDocument.Parse(output);
        IEnumerable<string?> packages = json.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString());
        Assert.Equal(expected, packages.Contains("Nethermind.Crypto.Bls"));
        Assert.Equal(expected ? "false" : "true", json.RootElement.GetProperty("Properties").GetProperty("RestorePackagesWithLockFile").GetString());
    }
}
