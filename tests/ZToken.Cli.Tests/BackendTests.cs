using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>Which backend a process takes, by the environment it finds.</summary>
public sealed class BackendTests : IDisposable
{
    private const string Choice = "ZTOKEN_BACKEND";
    private const string Library = "ZTOKEN_BLST";

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-backend-").FullName;

    private static Dictionary<string, string> Environment(string choice, string library) => new() { [Choice] = choice, [Library] = library };

    [Fact]
    public void The_library_that_is_named_is_taken_and_shown()
    {
        string path = Requires.Blst();
        Assert.Contains($"blst, {path} (found", ZTokenProcess.RunWith(Environment("auto", path), "info").Output, StringComparison.Ordinal);
        Assert.Contains($"blst, {path} (ZTOKEN_BACKEND=blst", ZTokenProcess.RunWith(Environment("blst", path), "info").Output, StringComparison.Ordinal);
        Assert.Contains("managed (ZTOKEN_BACKEND=managed)", ZTokenProcess.RunWith(Environment("managed", path), "info").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_in_the_working_directory_is_not_loaded()
    {
        foreach (string name in new[] { "libblst.so", "blst.so", "libblst.dylib", "blst.dll", "blst" })
        {
            File.Copy(Requires.Blst(), Path.Combine(folder, name));
        }

        Dictionary<string, string> environment = Environment("auto", "");
        environment["LD_LIBRARY_PATH"] = ":.";
        Assert.Contains("managed (no libblst was found", ZTokenProcess.RunIn(folder, environment, "info").Output, StringComparison.Ordinal);
        environment[Library] = "libblst.so";
        Assert.Contains("managed (ZTOKEN_BLST=libblst.so is not an absolute path)", ZTokenProcess.RunIn(folder, environment, "info").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_broken_library_that_was_asked_for_is_one_line_and_an_exit_code()
    {
        string broken = Path.Combine(folder, "libblst.so");
        File.WriteAllText(broken, "not a library");
        foreach ((string library, string reason) in new[]
        {
            (Path.Combine(folder, "absent.so"), "does not exist"),
            (broken, "is no library that this system can load"),
            ("libblst.so", "is not an absolute path"),
        })
        {
            ZTokenProcess.Result result = ZTokenProcess.RunIn(folder, Environment("blst", library), "info");
            Assert.Equal(3, result.ExitCode);
            Assert.Matches($"^ztoken: ZTOKEN_BACKEND=blst, but .*{reason}; eng/native/build-blst.sh builds libblst, ZTOKEN_BLST names it\\.\r?\n$", result.Error);

            // Left to itself, the command runs without it.
            Assert.Contains("managed (", ZTokenProcess.RunIn(folder, Environment("auto", library), "info").Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_choice_without_meaning_is_refused()
    {
        ZTokenProcess.Result result = ZTokenProcess.RunWith(Environment("fast", ""), "info");
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("ztoken: ZTOKEN_BACKEND=fast has no meaning", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
