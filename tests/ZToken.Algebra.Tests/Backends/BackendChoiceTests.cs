using System.Runtime.InteropServices;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>The choice of the backend and the places where the library is looked for; processes are tested with the command.</summary>
public sealed class BackendChoiceTests
{
    private static readonly BlstSearch nowhere = new(null, []);

    [Fact]
    public void Managed_looks_for_no_library()
    {
        Backend backend = Backend.Choose("managed", new BlstSearch(Requires.Blst(), []));
        Assert.Null(backend.Blst);
        Assert.Equal("managed (ZTOKEN_BACKEND=managed)", backend.Describe());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("auto")]
    public void Auto_takes_the_library_where_it_is(string? setting)
    {
        Assert.Null(Backend.Choose(setting, nowhere).Blst);
        Backend backend = Backend.Choose(setting, new BlstSearch(Requires.Blst(), []));
        Assert.Equal(Requires.Blst(), backend.Blst?.Path);
        Assert.False(backend.AlwaysBlst);
    }

    [Fact]
    public void Blst_takes_the_library_for_everything_or_fails()
    {
        Assert.True(Backend.Choose("blst", new BlstSearch(Requires.Blst(), [])).AlwaysBlst);
        Assert.Throws<BackendException>(() => Backend.Choose("blst", nowhere));
        Assert.Throws<BackendException>(() => Backend.Choose("BLST", nowhere));
    }

    [Fact]
    public void Every_place_where_it_is_looked_for_is_an_absolute_path()
    {
        BlstSearch search = BlstSearch.FromEnvironment();
        Assert.All(search.Candidates.Where(_ => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(BlstSearch.Variable))), path => Assert.True(Path.IsPathFullyQualified(path), path));
        Assert.Null(new BlstSearch(null, ["."]).TryFind(out _));
        Assert.Null(new BlstSearch("libblst.so", []).TryFind(out string problem));
        Assert.Contains("absolute", problem, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BlstLibrary.TryLoad("libblst.so", out _));
    }

    [Fact]
    public void The_folders_are_tried_in_turn()
    {
        string folder = Path.GetDirectoryName(Requires.Blst())!;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The library's name is another here.");
        BlstLibrary? found = new BlstSearch(null, [Path.GetTempPath(), folder]).TryFind(out string problem);
        Assert.True(found is not null, problem);
    }

    [Fact]
    public void A_library_that_is_not_blst_is_refused()
    {
        string other = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so");
        Assert.SkipUnless(File.Exists(other), "The runtime has no library of that name here.");
        Assert.Null(BlstLibrary.TryLoad(other, out string problem));
        Assert.Contains("is not blst", problem, StringComparison.Ordinal);
    }
}
